import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Span } from '../../../grammar/span.ts';
import { messages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import type { DataSource } from '../source.ts';
import { fileExists, isIdxProblem, nameOf, readIdx, type IdxFile } from './idx-file.ts';

/** What the messages about a source need to know. */
export interface IdxPlace {
  readonly directory: string;
  readonly span: Span;
  /** The declared number of classes, where the class is a field. */
  readonly classes: number | undefined;
}

interface ImageSet {
  readonly images: IdxFile;
  readonly labels: IdxFile;
}

/**
 * The four files of MNIST's layout (`train-images-idx3-ubyte`, `t10k-labels-idx1-ubyte`, …, each gzipped or
 * not); the `t10k` pair may be absent. Throws a RunError that names the file at fault.
 */
export async function openIdx(place: IdxPlace): Promise<DataSource> {
  const train = await readSet(place, 'train');
  const hasTest =
    (await findFile(place.directory, imagesName('t10k'))) !== undefined ||
    (await findFile(place.directory, labelsName('t10k'))) !== undefined;
  const test = hasTest ? await readSet(place, 't10k') : undefined;
  const [count = 0, height = 0, width = 0] = train.images.sizes;
  checkSameSize(place, train, test);
  return {
    count,
    testCount: test?.images.sizes[0] ?? 0,
    imageShape: [height, width, 1],
    bringsBox: false,
    fingerprint: digest(test === undefined ? [train] : [train, test]),
    labelOf: (index) => labelIn(train, test, count, index),
    fileOf: () => undefined,
    entry(index) {
      const set = index < count ? train : (test ?? train);
      const size = height * width;
      const start = (index < count ? index : index - count) * size;
      const data = set.images.values.subarray(start, start + size);
      const recipe = { kind: 'pixels', image: { height, width, channels: 1, data } } as const;
      return { recipe, label: labelIn(train, test, count, index) };
    },
  };
}

const imagesName = (set: string): string => `${set}-images-idx3-ubyte`;
const labelsName = (set: string): string => `${set}-labels-idx1-ubyte`;

function labelIn(train: ImageSet, test: ImageSet | undefined, count: number, index: number): number {
  return (index < count ? train.labels.values[index] : test?.labels.values[index - count]) ?? 0;
}

async function readSet(place: IdxPlace, set: 'train' | 't10k'): Promise<ImageSet> {
  const imagesPath = await requireFile(place, imagesName(set));
  const labelsPath = await requireFile(place, labelsName(set));
  const images = await requireIdx(place, imagesPath, 3);
  const labels = await requireIdx(place, labelsPath, 1);
  const counts = [images.sizes[0] ?? 0, labels.sizes[0] ?? 0] as const;
  if (counts[0] !== counts[1]) {
    throw new RunError(messages.countsDiffer(place.span, nameOf(imagesPath), nameOf(labelsPath), counts));
  }
  const { classes } = place;
  const outside = classes === undefined ? -1 : labels.values.findIndex((label) => label >= classes);
  if (classes !== undefined && outside >= 0) {
    const label = labels.values[outside] ?? 0;
    throw new RunError(messages.labelOutside(place.span, nameOf(labelsPath), label, outside, classes));
  }
  return { images, labels };
}

function checkSameSize(place: IdxPlace, train: ImageSet, test: ImageSet | undefined): void {
  const size = train.images.sizes.slice(1).join(' × ');
  const other = test?.images.sizes.slice(1).join(' × ') ?? size;
  if (size === other) return;
  const found = `its images are ${other} pixels`;
  const expected = `${size} pixels, as in the training set`;
  const name = imagesName('t10k');
  throw new RunError(messages.fileBroken(place.span, name, found, expected, 'take both from the same set'));
}

/** The plain file where it is there, else the gzipped one. */
async function findFile(directory: string, name: string): Promise<string | undefined> {
  for (const candidate of [name, `${name}.gz`]) {
    const path = join(directory, candidate);
    if (await fileExists(path)) return path;
  }
  return undefined;
}

async function requireFile(place: IdxPlace, name: string): Promise<string> {
  const path = await findFile(place.directory, name);
  if (path !== undefined) return path;
  const expected = `\`${name}\` or \`${name}.gz\``;
  throw new RunError(
    messages.fileMissing(
      place.span,
      name,
      place.directory,
      expected,
      'put the file there, gzipped or not, under the name that MNIST gave it',
    ),
  );
}

async function requireIdx(place: IdxPlace, path: string, rank: 1 | 3): Promise<IdxFile> {
  const result = await readIdx(path, rank);
  if (!isIdxProblem(result)) return result;
  const { found, expected, fix } = result;
  throw new RunError(messages.fileBroken(place.span, nameOf(path), found, expected, fix));
}

function digest(sets: readonly ImageSet[]): string {
  const hash = createHash('sha256');
  for (const { images, labels } of sets) hash.update(images.values).update(labels.values);
  return hash.digest('hex').slice(0, 32);
}
