import type { DataPlace } from '../data-root.ts';
import { isIdxProblem, nameOf, readIdx, type IdxFile } from '../idx/idx-file.ts';
import {
  checkCounts,
  checkLabels,
  checkPicture,
  checkSameSize,
  findFile,
  imagesName,
  labelsName,
  requireFile,
  sound,
  unreadOf,
} from '../idx/idx-source.ts';
import { formatCount, type Look } from './look.ts';

/** Larger files are looked at by their headers alone. */
const mostRead = 2 ** 22;

/** Looks at the files of MNIST's layout: at all headers, and at labels where they are few. Throws a RunError as opening them does. */
export async function lookAtIdx(place: DataPlace): Promise<Look> {
  const train = await lookAtSet(place, 'train');
  const names = [imagesName('t10k'), labelsName('t10k')];
  const found = await Promise.all(names.map((name) => findFile(place.directory, name)));
  const test = found.some((path) => path !== undefined) ? await lookAtSet(place, 't10k') : undefined;
  checkSameSize(place, train.sizes, test?.sizes);
  const [count = 0, height = 0, width = 0] = train.sizes;
  checkPicture(place, height, width);
  const labels = train.labels + (test?.labels ?? 0);
  const testCount = test?.sizes[0] ?? 0;
  return {
    count,
    testCount,
    imageShape: [height, width, 1],
    bringsBox: false,
    leftOut: await unreadOf(place),
    pictures: [],
    at: `${formatCount(labels)} of ${formatCount(count + testCount)} labels`,
  };
}

/** The sizes of its pictures, and how many labels were looked at. */
interface LookedSet {
  readonly sizes: readonly number[];
  readonly labels: number;
}

async function lookAtSet(place: DataPlace, set: 'train' | 't10k'): Promise<LookedSet> {
  const imagesPath = await requireFile(place, imagesName(set));
  const labelsPath = await requireFile(place, labelsName(set));
  const images = await lookAtFile(place, imagesPath, 3);
  const labels = await lookAtFile(place, labelsPath, 1);
  checkCounts(place, [imagesPath, images.sizes], [labelsPath, labels.sizes]);
  const { values } = labels;
  if (values !== undefined && place.classes !== undefined)
    checkLabels(place, nameOf(labelsPath), values, place.classes);
  return { sizes: images.sizes, labels: values?.length ?? 0 };
}

interface LookedFile {
  readonly sizes: readonly number[];
  /** Absent where there are too many to look at. */
  readonly values?: Uint8Array;
}

/** A file's sizes, and its values where they are few. Throws a RunError for what is wrong with it, as far as that shows. */
async function lookAtFile(place: DataPlace, path: string, rank: 1 | 3): Promise<LookedFile> {
  const read = await readIdx(path, rank, mostRead);
  if (!isIdxProblem(read)) return read;
  const { needed, sizes } = read;
  const isHeld = rank === 1 || path.endsWith('.gz');
  if (needed === undefined || sizes === undefined || (isHeld && needed > place.room.bytes))
    return sound<IdxFile>(place, path, read);
  return { sizes };
}
