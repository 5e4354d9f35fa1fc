import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import type { DataPlace, DataRoot } from '../data-root.ts';
import { endingsInWords, isPictureName } from '../pictures/formats.ts';
import type { LeftOut } from '../listing/left-out.ts';

/** Folders that are parts of a data set by convention. */
const parts = new Set(['train', 'training', 'valid', 'validation', 'val', 'dev', 'test', 'testing', 'eval']);

/** So many folders are looked into for what was meant. */
const mostSought = 16;

/** Throws a RunError where folders are no classes: parts of a data set, or others than are declared. */
export async function checkClassFolders({ place }: DataRoot, names: readonly string[]): Promise<void> {
  const { directory, span, classes, written } = place;
  const training = names.find((name) => /^train/i.test(name));
  if (training !== undefined && names.every((name) => parts.has(name.toLowerCase()))) {
    const holds = await classesIn(join(directory, training));
    if (holds.length > 0) {
      const part = { directory: join(written, training), holds };
      throw new RunError(runtimeMessages.partsNotClasses(span, directory, names, part));
    }
  }
  if (names.length > 0 && (classes === undefined || names.length === classes)) return;
  throw new RunError(
    runtimeMessages.classFolders(span, directory, names, classes, await remedy(place, names)),
  );
}

async function remedy(
  { directory, written, classes }: DataRoot['place'],
  names: readonly string[],
): Promise<string> {
  for (const name of names.slice(0, mostSought)) {
    const below = await classesIn(join(directory, name));
    if (below.length > 0 && below.length === classes) {
      return `take the folder that holds them: \`folder("${join(written, name)}")\``;
    }
  }
  if (names.length > 1) return `declare \`class[${names.length}]\`, or correct the folders`;
  if (names.length === 1)
    return 'put the images of each class into a folder of its own: what is all of one class teaches nothing';
  const [picture] = (await namesIn(directory)).filter(isPictureName);
  return picture === undefined
    ? 'put the images of each class into a folder named as the class'
    : `put \`${picture}\` and the others into a folder named as their class, or give the directory above`;
}

const visible = (name: string): boolean => !name.startsWith('.');

const namesIn = (directory: string): Promise<readonly string[]> => readdir(directory).catch(() => []);

/** Folders in a folder that has no pictures of its own. */
async function classesIn(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  if (entries.some(({ name }) => visible(name) && isPictureName(name))) return [];
  return entries.filter((entry) => visible(entry.name) && entry.isDirectory()).map(({ name }) => name);
}

/** For a class without pictures. */
export const emptyClass = ({ span, directory }: DataPlace, name: string, { lines }: LeftOut): RunError =>
  new RunError(runtimeMessages.emptyClass(span, directory, name, endingsInWords, lines));
