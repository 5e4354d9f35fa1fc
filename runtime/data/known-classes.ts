import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readsFiles } from '../../compiler/catalogue/sources/registry.ts';
import type { DataSpec } from '../../compiler/data/data-spec.ts';
import { partNamed } from './division/part-names.ts';
import { shapeNames } from './shapes/shapes-source.ts';

/** What the classes of fields are called, as far as a look at the names of their data tells, by field. */
export async function knownClasses(
  datas: readonly DataSpec[],
  base: string,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {};
  for (const { source, fields, split } of datas) {
    const field = fields.find(({ type }) => type.kind === 'class');
    if (field?.type.kind !== 'class') continue;
    const names = await namesOf(source, base, split.by?.kind === 'folder');
    if (names?.length === field.type.classes) found[field.name] = names;
  }
  return found;
}

async function namesOf(
  source: DataSpec['source'],
  base: string,
  inParts: boolean,
): Promise<readonly string[] | undefined> {
  if (source.kind === 'shapes') return shapeNames.slice(0, source.classes);
  if (!readsFiles(source) || source.kind !== 'folder') return undefined;
  const place = resolve(base, source.directory);
  if (!inParts) return foldersIn(place);
  const training = (await foldersIn(place)).find((name) => partNamed(name) === 'train');
  return training === undefined ? undefined : foldersIn(join(place, training));
}

async function foldersIn(place: string): Promise<readonly string[]> {
  const entries = await readdir(place, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
  return folders.map(({ name }) => name).toSorted((a, b) => (a < b ? -1 : 1));
}
