import { createHash } from 'node:crypto';
import type { PartName } from '../../../compiler/catalogue/splits/define-split.ts';
import { FileError } from '../../files/file-error.ts';
import { decodeText, readFile } from '../../files/read-file.ts';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import { DataRoot, type DataPlace } from '../data-root.ts';
import { pathName } from '../listing/path-name.ts';
import type { DataSource } from '../source.ts';

/** Larger lists are not read. */
const maximumBytes = 2 ** 28;

type ListFiles = Readonly<Record<PartName, string | null>>;

/** Who is in which part. */
export interface PartLists {
  readonly partOf: (index: number) => PartName | undefined;
  readonly fingerprint: string;
}

/**
 * Reads the files that list the pictures of parts, one a line: its path from the directory, or its name alone where only one has
 * it, with or without the ending. What no file names is trained on, unless there is a file for that, too. Throws a RunError that names
 * the line at fault.
 */
export async function readPartLists(
  place: DataPlace,
  files: ListFiles,
  source: Pick<DataSource, 'count' | 'fileOf'>,
): Promise<PartLists> {
  const root = await DataRoot.open(place);
  const known = new Pictures(source);
  const parts = new Map<number, { readonly part: PartName; readonly where: string }>();
  const hash = createHash('sha256');
  for (const part of ['train', 'valid', 'test'] as const) {
    const file = files[part];
    if (file === null) continue;
    const text = await readList(root, file);
    hash.update(`${part}\0${text}\0`);
    for (const [row, line] of text.split(/\r\n|\n|\r/).entries()) {
      const name = pathName(line.trim());
      if (name === '') continue;
      const where = `${file}:${row + 1}`;
      const found = known.find(name);
      if (typeof found === 'string')
        throw broken(place, where, found, 'a picture of the data', 'correct the line, or remove it');
      const earlier = parts.get(found);
      if (earlier !== undefined && earlier.part !== part)
        throw broken(
          place,
          where,
          `\`${name}\` is in the part \`${earlier.part}\` already (${earlier.where})`,
          'each picture in one part',
          'remove one of the lines',
        );
      parts.set(found, { part, where });
    }
  }
  const others = files.train === null ? 'train' : undefined;
  return {
    partOf: (index) => parts.get(index)?.part ?? others,
    fingerprint: hash.digest('hex').slice(0, 16),
  };
}

async function readList(root: DataRoot, file: string): Promise<string> {
  const { directory, span } = root.place;
  const path = await root.follow(file);
  if (path === undefined)
    throw new RunError(
      runtimeMessages.fileMissing(
        span,
        file,
        directory,
        'the file that `by = list(…)` names',
        'put the file there, or correct its name: it is from the directory of the data',
      ),
    );
  try {
    return decodeText(await readFile(path, maximumBytes)).replace(/^\ufeff/, '');
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw broken(root.place, file, error.message, 'a text with a picture a line', error.fix);
  }
}

const broken = ({ span }: DataPlace, where: string, found: string, expected: string, fix: string): RunError =>
  new RunError(runtimeMessages.fileBroken(span, where, found, expected, fix));

const withoutEnding = (name: string): string => name.replace(/\.[^./]*$/, '');
const lastOf = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

/** Pictures by what lists call them. */
class Pictures {
  /** By path; by any shorter name, unless several have it. */
  readonly #paths = new Map<string, number>();
  readonly #names = new Map<string, number | 'several'>();

  constructor({ count, fileOf }: Pick<DataSource, 'count' | 'fileOf'>) {
    for (let index = 0; index < count; index++) {
      const path = pathName(fileOf(index) ?? '');
      this.#paths.set(path, index);
      for (const name of new Set([withoutEnding(path), lastOf(path), withoutEnding(lastOf(path))]))
        this.#names.set(name, this.#names.has(name) ? 'several' : index);
    }
  }

  /** The number of a picture, or what is wrong with its name. */
  find(name: string): number | string {
    const found = this.#paths.get(name) ?? this.#names.get(name);
    if (found === undefined) return `there is no picture \`${name.slice(0, 100)}\``;
    return found === 'several' ? `several pictures are called \`${name}\`: give the whole path` : found;
  }
}
