import { readFile, readStart } from '../../files/read-file.ts';
import { isBmp, sizeOfBmp } from './decode-bmp.ts';
import { maximumFileBytes, maximumPixels } from './limits.ts';

/** What the headers of pictures say that decoding them takes. */
export interface Measured {
  /** Pixels of each picture; 0 where its header cannot be read, which decoding it will tell. */
  readonly pixels: Uint32Array;
  /** The most bytes that decoding one of them takes at once. */
  readonly bytes: Float64Array;
}

/** Bytes for a pixel, measured on pictures of 8191×8191 with a process's peak. */
const perPixel = {
  /** Of a format whose pixels come one row after the other: 8 bits for each of three channels. */
  rows: 3.3,
  /** Of one that is decoded as a whole: progressive JPEG, interlaced PNG, WebP, GIF, ink. */
  whole: 9.3,
};

/** Headers that are read at once. */
const atOnce = 16;

/** Enough of a file for the header of most. */
const headerBytes = 2 ** 16;

/** Measures pictures by their headers, to be decoded to `channels` channels. */
export async function measurePictures(paths: readonly string[], channels: number): Promise<Measured> {
  const pixels = new Uint32Array(paths.length);
  const bytes = new Float64Array(paths.length);
  let next = 0;
  const measureNext = async (): Promise<void> => {
    for (let index = next++; index < paths.length; index = next++) {
      const size = await measure(paths[index] ?? '');
      if (size === undefined || size.pixels > maximumPixels) continue;
      pixels[index] = size.pixels;
      const converted = perPixel.rows + (channels === 3 ? 0 : channels);
      bytes[index] = size.pixels * Math.max(converted, size.whole ? perPixel.whole : 0);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, measureNext));
  return { pixels, bytes };
}

interface Size {
  readonly pixels: number;
  /** Whether it is decoded as a whole. */
  readonly whole: boolean;
}

/** What a picture's header says; undefined where it cannot be read. */
async function measure(path: string): Promise<Size | undefined> {
  try {
    const start = await readStart(path, headerBytes);
    return (await sizeOf(start)) ?? (await sizeOf(await readFile(path, maximumFileBytes)));
  } catch {
    return undefined;
  }
}

async function sizeOf(bytes: Buffer): Promise<Size | undefined> {
  if (isBmp(bytes)) {
    const size = sizeOfBmp(bytes);
    return size && { pixels: size.height * size.width, whole: true };
  }
  const { default: sharp } = await import('sharp');
  try {
    const { width, height, pageHeight, format, isProgressive, space } = await sharp(bytes, {
      limitInputPixels: false,
      pages: 1,
    }).metadata();
    const whole = isProgressive || format === 'webp' || format === 'gif' || space === 'cmyk';
    return { pixels: width * (pageHeight ?? height), whole };
  } catch {
    return undefined;
  }
}
