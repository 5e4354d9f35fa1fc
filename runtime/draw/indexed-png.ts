import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { unlabelled } from '../../compiler/catalogue/fields/field-type.ts';
import type { Picture } from '../data/source.ts';
import { pngChunk, pngSignature } from '../files/png-chunk.ts';
import { type Colour, colourOfClass } from './class-colours.ts';

const ground: Colour = [0, 0, 0];
/** What is of no class: as in the masks of Pascal VOC. */
const none: Colour = [224, 224, 192];

const palette = Uint8Array.from(
  Array.from({ length: 256 }, (_, index) =>
    index === unlabelled ? none : (colourOfClass(index) ?? ground),
  ).flat(),
);

/** Eight bits a pixel, which are indices of a palette. */
const [depth, indexed] = [8, 3];

/** A mask as a PNG whose pixels are the numbers of their classes, as indices of a palette (W3C, Portable Network Graphics, 2nd edition). */
export async function indexedPng({ height, width, data }: Picture): Promise<Buffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, indexed], 8);
  // Before each row stands how it is filtered: not at all.
  const rows = new Uint8Array(height * (width + 1));
  for (let row = 0; row < height; row++)
    rows.set(data.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  return Buffer.concat([
    pngSignature,
    pngChunk('IHDR', header),
    pngChunk('PLTE', palette),
    pngChunk('IDAT', await promisify(deflate)(rows)),
    pngChunk('IEND', new Uint8Array()),
  ]);
}
