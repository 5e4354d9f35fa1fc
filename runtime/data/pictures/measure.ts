import { stat } from 'node:fs/promises';
import { readFile, readHead, type FileHead } from '../../files/read-file.ts';
import { reasonOf } from '../../files/reason-of.ts';
import { maximumFileBytes, maximumPixels } from './limits.ts';
import { pictureSize, type PictureSize } from './picture-size.ts';

/** What the headers of pictures say that decoding them takes. */
export interface Measured {
  /** Pixels of each picture; 0 where its header cannot be read, which decoding it will tell. */
  readonly pixels: Uint32Array;
  /** The most bytes that decoding one of them takes at once. */
  readonly bytes: Float64Array;
}

/** What reading the headers of files told. */
export interface MeasuredFiles extends Measured {
  /** Bytes of each file, and when it was changed, in milliseconds. */
  readonly sizes: Float64Array;
  readonly dates: Float64Array;
  /** Why files are not there, by their numbers. */
  readonly missing: ReadonlyMap<number, string>;
}

/** Who is told how many of the files have been looked at. */
export type Watch = (done: number, total: number) => void;

/** Bytes for a pixel, measured on pictures of 8191×8191 with a process's peak. */
const perPixel = {
  /** Of a format whose pixels come one row after the other: 8 bits for each of three channels. */
  rows: 3.3,
  /** Of one that is decoded as a whole: progressive JPEG, interlaced PNG, WebP, GIF, ink. */
  whole: 9.3,
};

/** The most bytes that decoding a picture to `channels` channels takes at once. */
export function bytesToDecode({ height, width, whole }: PictureSize, channels: number): number {
  const converted = perPixel.rows + (channels === 3 ? 0 : channels);
  return height * width * Math.max(converted, whole ? perPixel.whole : 0);
}

/** Headers that are read at once. */
const atOnce = 16;

/** Enough of a file for the header of most. */
export const headerBytes = 2 ** 16;

/** Looks at `count` pictures, each opened once, that are to be decoded to `channels` channels. */
export async function measurePictures(
  count: number,
  pathOf: (index: number) => string,
  channels: number,
  watch?: Watch,
): Promise<MeasuredFiles> {
  const [pixels, bytes] = [new Uint32Array(count), new Float64Array(count)];
  const [sizes, dates] = [new Float64Array(count), new Float64Array(count)];
  const missing = new Map<number, string>();
  let [next, done] = [0, 0];
  const measureSome = async (): Promise<void> => {
    const space = Buffer.alloc(headerBytes);
    const spaceOf = (): Buffer => space;
    for (let index = next++; index < count; index = next++) {
      const found = await measure(pathOf(index), spaceOf);
      watch?.(++done, count);
      if (typeof found === 'string') {
        missing.set(index, found);
        continue;
      }
      [sizes[index], dates[index]] = [found.size, found.modified];
      const { picture } = found;
      if (picture === undefined || picture.height * picture.width > maximumPixels) continue;
      pixels[index] = picture.height * picture.width;
      bytes[index] = bytesToDecode(picture, channels);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, measureSome));
  return { pixels, bytes, sizes, dates, missing };
}

/** A picture that is about to be decoded. */
export interface LookedAt {
  /** The most bytes that decoding it takes at once, as its header says; 0 where that cannot be read. */
  readonly bytes: number;
  /** Its file, where it is so small that the look at its header read all of it. */
  readonly file?: Buffer;
}

/** Looks at a picture that is to be decoded to `channels` channels. */
export async function lookAtPicture(path: string, channels: number): Promise<LookedAt> {
  const found = await measure(path);
  if (typeof found === 'string') return { bytes: 0 };
  const { picture, head, size } = found;
  const isFit = picture !== undefined && picture.height * picture.width <= maximumPixels;
  const bytes = isFit ? bytesToDecode(picture, channels) : 0;
  return { bytes, ...(head.length === size && { file: head }) };
}

interface Found extends Omit<FileHead, 'bytes'> {
  /** The first bytes of the file; none where the system alone told of it. */
  readonly head: Buffer;
  /** What its header says, where that can be read. */
  readonly picture: PictureSize | undefined;
}

/** What the system and a picture's header say of it; a text says why it is not there. */
async function measure(path: string, spaceOf?: () => Buffer): Promise<Found | string> {
  try {
    const { bytes: head, size, modified } = await readHead(path, headerBytes, spaceOf);
    const inHead = await pictureSize(head);
    if (inHead !== undefined || size <= headerBytes) return { size, modified, head, picture: inHead };
    const picture = await readFile(path, maximumFileBytes).then(pictureSize, () => undefined);
    return { size, modified, head, picture };
  } catch {
    return stat(path).then(
      ({ size, mtimeMs }) => ({ size, modified: mtimeMs, head: Buffer.alloc(0), picture: undefined }),
      (error: unknown) => reasonOf(error),
    );
  }
}
