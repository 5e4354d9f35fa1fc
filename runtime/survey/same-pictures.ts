import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { maximumFileBytes } from '../data/pictures/limits.ts';
import { readPart, readRecord } from '../data/idx/read-record.ts';
import type { OpenData } from '../data/open-data.ts';
import type { Recipe } from '../data/recipe.ts';
import type { Part } from '../data/split.ts';
import { readFile } from '../files/read-file.ts';
import type { SamePicture, SamePlace } from './survey.ts';

const parts = ['train', 'valid', 'test'] as const;

/**
 * The examples whose pictures are the same byte for byte. Only files of the same length are read; what cannot be read is no one's
 * copy, nor is one of the files that are known not to be pictures. Pictures that are drawn are all different.
 */
export async function samePictures(
  data: Pick<OpenData, 'source' | 'split'>,
  unreadable: ReadonlySet<string> = new Set(),
): Promise<readonly SamePicture[]> {
  const { source, split } = data;
  const partOf = new Map<number, Part>(
    parts.flatMap((part) => Array.from(split[part], (index) => [index, part] as const)),
  );
  const readable = [...partOf.keys()].filter((index) => !unreadable.has(source.fileOf(index) ?? ''));
  const candidates = await grouped(readable, (index) => extentOf(source.entry(index).recipe));
  const found: SamePicture[] = [];
  for (const group of candidates) {
    const same = await grouped(group, (index) => digestOf(source.entry(index).recipe));
    for (const indexes of same) {
      const places = indexes.map((index): SamePlace => {
        const file = source.fileOf(index) ?? `example ${index}`;
        return { file, part: partOf.get(index) ?? 'train', label: source.labelOf(index) };
      });
      found.push({ kind: kindOf(places), places });
    }
  }
  return found;
}

function kindOf(places: readonly SamePlace[]): SamePicture['kind'] {
  if (new Set(places.map(({ label }) => label)).size > 1) return 'classes';
  return new Set(places.map(({ part }) => part)).size > 1 ? 'parts' : 'copies';
}

/** Those that have a key with others, each group in its order; what has no key is in none. */
async function grouped(
  indexes: readonly number[],
  keyOf: (index: number) => Promise<string | undefined>,
): Promise<readonly (readonly number[])[]> {
  const groups = new Map<string, number[]>();
  for (const index of indexes) {
    const key = await keyOf(index);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}

/** What two pictures have in common where they are the same, and is quickly known. */
export async function extentOf(recipe: Recipe): Promise<string | undefined> {
  switch (recipe.kind) {
    case 'file':
      return stat(recipe.path).then(
        ({ size }) => String(size),
        () => undefined,
      );
    case 'pixels':
      return [recipe.image.height, recipe.image.width, recipe.image.channels].join('×');
    case 'part':
      return String(recipe.length);
    case 'record':
      return 'record';
    case 'shape':
      return undefined;
  }
}

/** A digest of the bytes of a picture; undefined where they cannot be read. */
export async function digestOf(recipe: Recipe): Promise<string | undefined> {
  const bytes = await bytesOf(recipe);
  return bytes && createHash('sha256').update(bytes).digest('base64');
}

async function bytesOf(recipe: Recipe): Promise<Uint8Array | undefined> {
  switch (recipe.kind) {
    case 'file':
      return readFile(recipe.path, maximumFileBytes).catch(() => undefined);
    case 'pixels': {
      const { buffer, byteOffset, byteLength } = recipe.image.data;
      return new Uint8Array(buffer, byteOffset, byteLength);
    }
    case 'part': {
      const bytes = await readPart(recipe);
      return typeof bytes === 'string' ? undefined : bytes;
    }
    case 'record': {
      const image = await readRecord(recipe.record);
      return typeof image === 'string' ? undefined : Uint8Array.from(image.data);
    }
    case 'shape':
      return undefined;
  }
}
