import { eachPart } from '../../files/read-file.ts';
import type { Recipe } from '../recipe.ts';
import { isIdxProblem, maximumBytes, readIdx, readIdxHeader, type IdxProblem } from './idx-file.ts';

/** The pictures of an IDX file: in memory, or read one by one where they lie. */
export interface IdxPictures {
  /** Number, height, width. */
  readonly sizes: readonly number[];
  /** Bytes that are held of them. */
  readonly held: number;
  recipe(index: number): Recipe;
  /** Gives all bytes of pictures in their order. */
  each(take: (part: Uint8Array) => unknown): Promise<void>;
}

/** So many bytes are given at once. */
const partLength = 2 ** 26;

/**
 * Opens the pictures of an IDX file. They are held as a whole up to `most` bytes, and where the file is gzipped, up to
 * `room`; what is wrong with it, where something is.
 */
export async function openIdxPictures(
  path: string,
  { room, most }: { readonly room: number; readonly most: number },
): Promise<IdxPictures | IdxProblem> {
  if (!path.endsWith('.gz')) {
    const header = await readIdxHeader(path, 3);
    if (isIdxProblem(header)) return header;
    if (header.count > Math.min(most, room)) return inFile(path, header);
  }
  const file = await readIdx(path, 3, room);
  if (isIdxProblem(file)) return file;
  const { sizes, values } = file;
  const [, height = 0, width = 0] = sizes;
  const size = height * width;
  return {
    sizes,
    held: values.length,
    recipe: (index) => ({
      kind: 'pixels',
      image: { height, width, channels: 1, data: values.subarray(index * size, (index + 1) * size) },
    }),
    each(take) {
      for (let from = 0; from < values.length; from += partLength) {
        take(values.subarray(from, from + partLength));
      }
      return Promise.resolve();
    },
  };
}

function inFile(
  path: string,
  { sizes, start }: { readonly sizes: readonly number[]; readonly start: number },
): IdxPictures {
  const [, height = 0, width = 0] = sizes;
  return {
    sizes,
    held: 0,
    recipe: (index) => ({
      kind: 'record',
      record: { path, position: start + index * height * width, height, width },
    }),
    async each(take) {
      let position = 0;
      await eachPart(path, maximumBytes, (part) => {
        take(part.subarray(Math.min(part.length, Math.max(0, start - position))));
        position += part.length;
      });
    },
  };
}
