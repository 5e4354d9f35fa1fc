import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import { LeftOut } from '../listing/left-out.ts';
import { DataRoot, type DataPlace } from '../data-root.ts';
import type { DataSource } from '../source.ts';
import { roomForExamples } from '../byte-cache.ts';
import { fileExists, isIdxProblem, nameOf, readIdx, type IdxFile, type IdxProblem } from './idx-file.ts';
import { openIdxPictures, type IdxPictures } from './idx-pictures.ts';

interface ImageSet {
  readonly images: IdxPictures;
  readonly labels: IdxFile;
}

/**
 * The four files of MNIST's layout (`train-images-idx3-ubyte`, `t10k-labels-idx1-ubyte`, …, each gzipped or
 * not); the `t10k` pair may be absent. Throws a RunError that names the file at fault.
 */
export async function openIdx(place: DataPlace): Promise<DataSource> {
  const train = await readSet(place, 'train');
  const hasTest =
    (await findFile(place.directory, imagesName('t10k'))) !== undefined ||
    (await findFile(place.directory, labelsName('t10k'))) !== undefined;
  const { room } = place;
  const left = { ...room, bytes: room.bytes - train.images.held };
  const test = hasTest ? await readSet({ ...place, room: left }, 't10k') : undefined;
  const [count = 0, height = 0, width = 0] = train.images.sizes;
  checkSameSize(place, train.images.sizes, test?.images.sizes);
  checkPicture(place, height, width);
  return {
    count,
    testCount: test?.images.sizes[0] ?? 0,
    imageShape: [height, width, 1],
    held: heldOf(train) + heldOf(test),
    bringsBox: false,
    leftOut: await unreadOf(place),
    fingerprint: await digest(test === undefined ? [train] : [train, test]),
    labelOf: (index) => labelIn(train, test, count, index),
    fileOf: () => undefined,
    entry(index) {
      const { images } = index < count ? train : (test ?? train);
      const recipe = images.recipe(index < count ? index : index - count);
      return { recipe, label: labelIn(train, test, count, index) };
    },
  };
}

export const imagesName = (set: string): string => `${set}-images-idx3-ubyte`;
export const labelsName = (set: string): string => `${set}-labels-idx1-ubyte`;

const heldOf = (set: ImageSet | undefined): number =>
  set === undefined ? 0 : set.images.held + set.labels.values.length;

function labelIn(train: ImageSet, test: ImageSet | undefined, count: number, index: number): number {
  return (index < count ? train.labels.values[index] : test?.labels.values[index - count]) ?? 0;
}

async function readSet(place: DataPlace, set: 'train' | 't10k'): Promise<ImageSet> {
  const imagesPath = await requireFile(place, imagesName(set));
  const labelsPath = await requireFile(place, labelsName(set));
  const images = sound(place, imagesPath, await openIdxPictures(imagesPath, roomOf(place)));
  const labels = sound(place, labelsPath, await readIdx(labelsPath, 1, place.room.bytes));
  checkCounts(place, [imagesPath, images.sizes], [labelsPath, labels.sizes]);
  const { classes } = place;
  if (classes !== undefined) checkLabels(place, nameOf(labelsPath), labels.values, classes);
  return { images, labels };
}

type SizedFile = readonly [path: string, sizes: readonly number[]];

/** Throws a RunError where there is not a label for each picture. */
export function checkCounts(
  { span }: DataPlace,
  [images, ofImages]: SizedFile,
  [labels, ofLabels]: SizedFile,
): void {
  const counts = [ofImages[0] ?? 0, ofLabels[0] ?? 0] as const;
  if (counts[0] === counts[1]) return;
  throw new RunError(runtimeMessages.countsDiffer(span, nameOf(images), nameOf(labels), counts));
}

/** Throws a RunError where labels are not below the number of classes. */
export function checkLabels({ span }: DataPlace, file: string, labels: Uint8Array, classes: number): void {
  const first = labels.findIndex((label) => label >= classes);
  if (first < 0) return;
  const [least, most] = labels.reduce(
    ([low, high], label) => [Math.min(low, label), Math.max(high, label)],
    [255, 0],
  );
  const count = labels.reduce((sum, label) => sum + (label >= classes ? 1 : 0), 0);
  const found = { least: least ?? 0, most: most ?? 0, count, first, label: labels[first] ?? 0 };
  throw new RunError(runtimeMessages.labelsOutside(span, file, found, classes));
}

export function checkSameSize(
  place: DataPlace,
  train: readonly number[],
  test: readonly number[] | undefined,
): void {
  const size = train.slice(1).join(' × ');
  const other = test?.slice(1).join(' × ') ?? size;
  if (size === other) return;
  const found = `its images are ${other} pixels`;
  const expected = `${size} pixels, as in the training set`;
  const name = imagesName('t10k');
  throw new RunError(
    runtimeMessages.fileBroken(place.span, name, found, expected, 'take both from the same set'),
  );
}

/** Throws a RunError where one picture, as bytes and as floats, is more than there is room for. */
export function checkPicture({ span, room }: DataPlace, height: number, width: number): void {
  const needed = 5 * height * width;
  if (needed <= room.bytes) return;
  const what = `to prepare a picture of ${height} × ${width} pixels`;
  throw new RunError(runtimeMessages.dataTooLarge(span, what, needed, room));
}

/** The plain file where it is there, else the gzipped one; some name it with a point, `train-images.idx3-ubyte`. */
export const findFile = async (directory: string, name: string): Promise<string | undefined> =>
  (await findAll(directory, name))[0];

async function findAll(directory: string, name: string): Promise<readonly string[]> {
  const pointed = name.replace('-idx', '.idx');
  const paths = [name, `${name}.gz`, pointed, `${pointed}.gz`].map((each) => join(directory, each));
  const found = await Promise.all(paths.map(fileExists));
  return paths.filter((_, index) => found[index]);
}

/** Files that are there beside the ones that are read in their place. */
export async function unreadOf({ directory }: DataPlace): Promise<LeftOut> {
  const left = new LeftOut();
  for (const name of ['train', 't10k'].flatMap((set) => [imagesName(set), labelsName(set)])) {
    const [read = '', ...others] = await findAll(directory, name);
    for (const other of others) left.add(nameOf(other), `is not read: \`${nameOf(read)}\` is there, too`);
  }
  return left;
}

export async function requireFile(place: DataPlace, name: string): Promise<string> {
  const path = await findFile(place.directory, name);
  if (path !== undefined) {
    // Throws where a link leads out.
    await (await DataRoot.open(place)).follow(relative(place.directory, path));
    return path;
  }
  const expected = `\`${name}\` or \`${name}.gz\``;
  const remedy = await remedyFor(place, name);
  throw new RunError(runtimeMessages.fileMissing(place.span, name, place.directory, expected, remedy));
}

/** Where the files lie, if that is a folder deeper; else what to do. */
async function remedyFor({ directory, written }: DataPlace, name: string): Promise<string> {
  const names = await readdir(directory, { withFileTypes: true }).catch(() => []);
  const folders = names.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  for (const folder of folders.slice(0, mostSought).flatMap((each) => [each, join(each, 'raw')])) {
    if ((await findFile(join(directory, folder), name)) === undefined) continue;
    return `take the folder that holds it: \`idx("${join(written, folder)}")\``;
  }
  return 'put the file there, gzipped or not, under the name that MNIST gave it';
}

/** So many folders are looked into for files that are missing. */
const mostSought = 16;

/** No more is held of a plain file: what is read where it lies takes little longer. */
const mostHeld = 2 ** 28;

/** The memory that there is for a file; of a plain one, what may be held: no more than of examples, and a quarter of a budget. */
const roomOf = ({
  room: { bytes, isBudget },
}: DataPlace): { readonly room: number; readonly most: number } => ({
  room: bytes,
  most: Math.min(mostHeld, roomForExamples(), isBudget ? bytes / 4 : bytes),
});

/** What was read of a file; throws a RunError where that is a problem. */
export function sound<T extends object>(place: DataPlace, path: string, result: T | IdxProblem): T {
  if (!isIdxProblem(result)) return result;
  const { found, expected, fix, needed } = result;
  if (needed !== undefined) {
    const what = `what \`${nameOf(path)}\` holds`;
    const unpack = path.endsWith('.gz') ? unpacking(nameOf(path)) : undefined;
    throw new RunError(runtimeMessages.dataTooLarge(place.span, what, needed, place.room, unpack));
  }
  throw new RunError(runtimeMessages.fileBroken(place.span, nameOf(path), found, expected, fix));
}

/** Plain files of pictures are read where they lie. */
const unpacking = (name: string): string | undefined =>
  name.includes('images') ? `unpack it (\`gunzip ${name}\`): a plain file is read where it lies` : undefined;

async function digest(sets: readonly ImageSet[]): Promise<string> {
  const hash = createHash('sha256');
  for (const { images, labels } of sets) {
    await images.each((part) => hash.update(part));
    hash.update(labels.values);
  }
  return hash.digest('hex').slice(0, 32);
}
