import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceOf } from '../../../compiler/catalogue/sources/registry.ts';
import { FileError } from '../../files/file-error.ts';
import { eachPart, readText } from '../../files/read-file.ts';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import { DataRoot, type DataPlace } from '../data-root.ts';
import type { DataSource } from '../source.ts';
import { cifarSets, type CifarSet } from './cifar-sets.ts';

const side = 32;
const channels = 3;
const pixels = channels * side * side;

/** Larger files are not read: CIFAR's have 154 MB at most. */
const maximumBytes = 2 ** 30;

/** Pictures of a file, of which the labels are held. */
interface CifarFile {
  readonly path: string;
  readonly labels: Uint8Array;
}

/**
 * The binary files of CIFAR-10 or CIFAR-100, whose pictures are read where they lie. Throws a RunError that names the file at fault, and
 * the record.
 */
export async function openCifar(place: DataPlace, { labels }: SourceOf<'cifar'>): Promise<DataSource> {
  const root = await DataRoot.open(place);
  const set = await setIn(place);
  const hash = createHash('sha256');
  const read = (names: readonly string[]): Promise<readonly CifarFile[]> =>
    readFiles(root, names, set, { at: set.labels[labels], take: (part) => hash.update(part) });
  const training = await read(set.training);
  const test = await read((await isThere(place, set.test)) ? [set.test] : []);
  const files = [...training, ...test];
  const count = countOf(training);
  const names = await classNames(root, set.names[labels]);
  const { classes } = place;
  const known = names?.length === classes ? names : undefined;
  const record = set.labelBytes + pixels;
  const at = (index: number): readonly [file: CifarFile, record: number] => {
    let rest = index;
    for (const file of files) {
      if (rest < file.labels.length) return [file, rest];
      rest -= file.labels.length;
    }
    throw new RangeError(`there is no example ${index}`);
  };
  const labelOf = (index: number): number => {
    const [file, rest] = at(index);
    return file.labels[rest] ?? 0;
  };
  return {
    count,
    testCount: countOf(test),
    imageShape: [side, side, channels],
    held: countOf(files),
    bringsBox: false,
    ...(known && { classNames: known }),
    fingerprint: hash.update(labels).digest('hex').slice(0, 32),
    labelOf,
    fileOf: () => undefined,
    entry(index) {
      const [{ path }, rest] = at(index);
      const position = rest * record + set.labelBytes;
      return {
        recipe: { kind: 'record', record: { path, position, height: side, width: side, channels } },
        label: labelOf(index),
      };
    },
  };
}

const countOf = (files: readonly CifarFile[]): number =>
  files.reduce((sum, { labels }) => sum + labels.length, 0);

const isThere = async ({ directory }: DataPlace, name: string): Promise<boolean> =>
  (await readdir(directory)).includes(name);

/** Which of the sets lies in a directory; throws a RunError where none does. */
async function setIn({ directory, span }: DataPlace): Promise<CifarSet> {
  const names = await readdir(directory);
  const set = cifarSets.find(({ training }) => training.some((name) => names.includes(name)));
  if (set !== undefined) return { ...set, training: set.training.filter((name) => names.includes(name)) };
  const inner = names.find((name) => /^cifar-10+-(batches-bin|binary)$/.test(name));
  const remedy =
    inner === undefined
      ? 'unpack the binary version (`cifar-10-binary.tar.gz`, `cifar-100-binary.tar.gz`) there'
      : `take the folder that holds it: \`cifar("${inner}")\` in this directory`;
  throw new RunError(
    runtimeMessages.fileMissing(
      span,
      'data_batch_1.bin',
      directory,
      '`data_batch_1.bin` to `data_batch_5.bin` of CIFAR-10, or `train.bin` of CIFAR-100',
      remedy,
    ),
  );
}

interface Reading {
  /** Which byte of a record is the label. */
  readonly at: number;
  readonly take: (part: Uint8Array) => unknown;
}

async function readFiles(
  root: DataRoot,
  names: readonly string[],
  set: CifarSet,
  reading: Reading,
): Promise<readonly CifarFile[]> {
  const files: CifarFile[] = [];
  for (const name of names) {
    // Throws where a link leads out.
    await root.follow(name);
    files.push(await readFile(root.place, name, set, reading));
  }
  return files;
}

async function readFile(
  place: DataPlace,
  name: string,
  { labelBytes }: CifarSet,
  { at, take }: Reading,
): Promise<CifarFile> {
  const path = join(place.directory, name);
  const record = labelBytes + pixels;
  const labels: number[] = [];
  let position = 0;
  const eachLabel = (part: Uint8Array): void => {
    take(part);
    const first = labels.length * record + at - position;
    for (let next = first; next < part.length; next += record) labels.push(part[next] ?? 0);
    position += part.length;
  };
  await eachPart(path, maximumBytes, eachLabel).catch((error: unknown) => {
    if (!(error instanceof FileError)) throw error;
    throw broken(place, name, error.message, error.fix);
  });
  if (position === 0 || position % record !== 0) {
    throw broken(
      place,
      name,
      `its ${position} bytes are no whole number of pictures of ${record}`,
      'download the file again',
    );
  }
  const { classes } = place;
  const outside = classes === undefined ? -1 : labels.findIndex((label) => label >= classes);
  if (outside >= 0)
    throw broken(
      place,
      `${name}:${outside + 1}`,
      `picture ${outside + 1} is of class ${labels[outside] ?? 0}, and the field has ${classes}`,
      'declare `class[10]`, of CIFAR-100 `class[100]`, or `class[20]` with `labels=coarse`',
    );
  return { path, labels: Uint8Array.from(labels) };
}

const broken = ({ span }: DataPlace, name: string, found: string, fix: string): RunError =>
  new RunError(runtimeMessages.fileBroken(span, name, found, 'a binary file of CIFAR', fix));

/** The names of classes, where a file lists them. */
async function classNames(root: DataRoot, file: string): Promise<readonly string[] | undefined> {
  const path = await root.follow(file);
  const text = path === undefined ? '' : await readText(path, 2 ** 16).catch(() => '');
  const names = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return names.length === 0 ? undefined : names.map((name) => name.trim());
}
