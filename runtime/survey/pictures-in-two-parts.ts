import type { OpenData } from '../data/open-data.ts';
import type { Part } from '../data/split.ts';
import { digestOf, extentOf } from './same-pictures.ts';

/** A picture that is in two parts, under the names of its files. */
export interface PictureInTwoParts {
  readonly files: readonly [first: string, second: string];
  readonly parts: readonly [first: Part, second: Part];
}

/** More examples are not looked at, and no more bytes are read: a run begins soon. */
const mostExamples = 50_000;
const mostBytes = 2 ** 27;

interface Place {
  readonly index: number;
  readonly part: Part;
}

/**
 * Pictures that are in two parts, byte for byte: of files alone, of which only those are read that are as long as one of another part,
 * up to a bound.
 */
export async function picturesInTwoParts(
  { source, split }: Pick<OpenData, 'source' | 'split'>,
  bytes = mostBytes,
): Promise<readonly PictureInTwoParts[]> {
  const parts = (['train', 'valid', 'test'] as const).filter((part) => split[part].length > 0);
  const count = parts.reduce((all, part) => all + split[part].length, 0);
  if (parts.length < 2 || count > mostExamples) return [];
  const lengths = new Map<string, Place[]>();
  for (const part of parts) {
    for (const index of split[part]) {
      const { recipe } = source.entry(index);
      if (recipe.kind !== 'file' && recipe.kind !== 'part') return [];
      const length = await extentOf(recipe);
      if (length === undefined) continue;
      const places = lengths.get(length);
      if (places === undefined) lengths.set(length, [{ index, part }]);
      else places.push({ index, part });
    }
  }
  const found: PictureInTwoParts[] = [];
  let left = bytes;
  for (const [length, places] of lengths) {
    if (new Set(places.map(({ part }) => part)).size < 2) continue;
    left -= Number(length) * places.length;
    if (left < 0) break;
    found.push(...(await sameOf(places, source)));
  }
  return found;
}

async function sameOf(
  places: readonly Place[],
  source: OpenData['source'],
): Promise<readonly PictureInTwoParts[]> {
  const first = new Map<string, Place>();
  const found: PictureInTwoParts[] = [];
  const nameOf = ({ index }: Place): string => source.fileOf(index) ?? `example ${index}`;
  for (const place of places) {
    const digest = await digestOf(source.entry(place.index).recipe);
    if (digest === undefined) continue;
    const other = first.get(digest);
    if (other === undefined) first.set(digest, place);
    else if (other.part !== place.part)
      found.push({ files: [nameOf(other), nameOf(place)], parts: [other.part, place.part] });
  }
  return found;
}
