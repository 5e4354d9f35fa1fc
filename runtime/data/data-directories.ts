import { basename, dirname, join, relative, resolve } from 'node:path';
import { readsFiles } from '../../compiler/catalogue/sources/registry.ts';
import type { DataSpec } from '../../compiler/data/data-spec.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { isWithin } from '../files/is-within.ts';
import { realPlace } from '../files/real-place.ts';
import { runtimeMessages } from '../messages.ts';

/** A directory that data is read from. */
export interface DataDirectory {
  /** The name of the data. */
  readonly name: string;
  readonly directory: string;
  /** Whether every folder in it is a class. */
  readonly ofClasses: boolean;
}

/** Where the data of a file lie: `base` is the directory of the file, `given` replaces what it says, by the name of the data. */
export const dataDirectories = (
  datas: readonly DataSpec[],
  base: string,
  given: Readonly<Record<string, string>> = {},
): readonly DataDirectory[] =>
  datas.flatMap(({ name, source }) => {
    if (!readsFiles(source)) return [];
    const written = Object.hasOwn(given, name) ? given[name] : undefined;
    const directory = written === undefined ? resolve(base, source.directory) : resolve(written);
    return [{ name, directory, ofClasses: source.kind === 'folder' }];
  });

/** The outermost directory of data in which a path lies, or would lie. */
export async function dataAround(
  path: string,
  directories: readonly DataDirectory[],
): Promise<DataDirectory | undefined> {
  const place = await realPlace(path);
  const real = await Promise.all(
    directories.map(async (each) => ({ ...each, directory: await realPlace(each.directory) })),
  );
  return real
    .filter(({ directory }) => isWithin(place, directory))
    .sort((a, b) => a.directory.length - b.directory.length)[0];
}

/** An option that names a place for results. */
type PlaceOption = '--out' | '-o' | '--tensorboard';

/** What is wrong with a result in a directory of data; `option` is the one that names its place. */
export function resultInData(
  path: string,
  { name, directory }: DataDirectory,
  option: PlaceOption,
): Diagnostic {
  const beside = relative(process.cwd(), join(dirname(directory), basename(resolve(path))));
  return runtimeMessages.resultInData(path, name, `${option} ${beside}`);
}

/** What is wrong with a folder that is to be made at a path: it would be a class of the data, from the next run on. */
export async function folderInData(
  path: string,
  directories: readonly DataDirectory[],
  option: PlaceOption,
): Promise<Diagnostic | undefined> {
  const around = await dataAround(
    path,
    directories.filter(({ ofClasses }) => ofClasses),
  );
  return around && resultInData(path, around, option);
}
