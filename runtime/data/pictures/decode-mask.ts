import { inflateSync } from 'node:zlib';
import { crc32 } from '../../files/crc32.ts';
import { pngSignature } from '../../files/png-chunk.ts';
import { readFile } from '../../files/read-file.ts';
import { reasonOf } from '../../files/reason-of.ts';
import type { Picture } from '../source.ts';
import { decodeBytes } from './decode-image.ts';
import { unfiltered } from './decode-small-png.ts';
import { maximumFileBytes, maximumPixels, tooManyPixels } from './limits.ts';

/** What the header of a PNG says of its colours. */
const [grey, indexed] = [0, 3];

/**
 * The numbers that the pixels of a PNG are: indices of its palette, or its greys as they are written (W3C, Portable Network Graphics, 2nd
 * edition). Gives a text saying why where it has none.
 */
export async function decodeMask(path: string): Promise<Picture | string> {
  const bytes = await readFile(path, maximumFileBytes).catch((error: unknown) => reasonOf(error));
  return typeof bytes === 'string' ? bytes : decodeMaskBytes(bytes);
}

/** The same of the bytes of a file. */
export async function decodeMaskBytes(bytes: Buffer): Promise<Picture | string> {
  if (bytes.length === 0) return 'is empty';
  if (bytes.length < 33 || pngSignature.compare(bytes, 0, 8) !== 0)
    return 'is no PNG, whose pixels are exact';
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const [depth = 0, colours = -1, , , interlaced] = bytes.subarray(24, 29);
  if (width * height > maximumPixels) return tooManyPixels.replace(/^it /, '');
  if (width === 0 || height === 0) return damaged;
  if (colours !== grey && colours !== indexed) return greysOf(await decodeBytes(bytes, 3));
  if (depth > 8) return 'has 16 bits a pixel; write it with 8';
  if (interlaced !== 0) return 'is interlaced; write it without';
  if (![1, 2, 4, 8].includes(depth)) return damaged;
  const packed = packedRows(bytes);
  const row = Math.ceil((width * depth) / 8);
  const rows = packed && inflated(packed, height * (row + 1));
  const data = rows && unfiltered(rows, row, height, 1);
  return data === undefined
    ? damaged
    : { width, height, channels: 1, data: unpacked(data, row, width, depth) };
}

const damaged = 'is damaged';

/** The compressed rows of a PNG; undefined where it is damaged. */
function packedRows(bytes: Buffer): Buffer | undefined {
  const packed: Buffer[] = [];
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length || crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4))
      return undefined;
    const kind = bytes.toString('latin1', at + 4, at + 8);
    if (kind === 'IEND') return Buffer.concat(packed);
    if (kind === 'IDAT') packed.push(bytes.subarray(at + 8, end - 4));
    at = end;
  }
  return undefined;
}

function inflated(packed: Buffer, length: number): Buffer | undefined {
  try {
    const rows = inflateSync(packed, { maxOutputLength: length });
    return rows.length === length ? rows : undefined;
  } catch {
    return undefined;
  }
}

/** A byte for each pixel of rows whose pixels take `depth` bits, the first in the highest. */
function unpacked(rows: Uint8Array, row: number, width: number, depth: number): Uint8Array {
  if (depth === 8) return rows;
  const height = rows.length / row;
  const data = new Uint8Array(width * height);
  const each = 8 / depth;
  for (let line = 0; line < height; line++)
    for (let column = 0; column < width; column++) {
      const byte = rows[line * row + Math.floor(column / each)] ?? 0;
      data[line * width + column] = (byte >> (8 - depth * ((column % each) + 1))) & ((1 << depth) - 1);
    }
  return data;
}

/** The greys of a picture that is written in colours. */
function greysOf(picture: Picture | string): Picture | string {
  if (typeof picture === 'string') return picture.replace(/^it /, '');
  const { width, height, data } = picture;
  const greys = new Uint8Array(width * height);
  for (let pixel = 0; pixel < greys.length; pixel++) {
    const [red = 0, green, blue] = data.subarray(3 * pixel, 3 * pixel + 3);
    if (red !== green || red !== blue)
      return 'is in colours; write the number of a class for each pixel, in grey or as the index of a palette';
    greys[pixel] = red;
  }
  return { width, height, channels: 1, data: greys };
}
