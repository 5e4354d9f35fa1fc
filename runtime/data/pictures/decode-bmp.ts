import { decode } from '@cwasm/nsbmp';
import { coreHeader, fileHeader, sizeOfBmp } from './bmp-header.ts';
import type { Pixels } from './channels.ts';
import { maximumPixels, tooManyPixels } from './limits.ts';

/** Decodes a Windows bitmap of any depth and packing to four channels; a text says why where it cannot be read. */
export function decodeBmp(bytes: Buffer): Pixels | string {
  const size = sizeOfBmp(bytes);
  if (size === undefined) return damaged;
  if (size.height * size.width > maximumPixels) return tooManyPixels;
  try {
    const { width, height, data } = decode(bytes);
    const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    if (hasAlpha(bytes)) readAlpha(bytes, height, width, pixels);
    return { height, width, channels: 4, data: pixels };
  } catch {
    return damaged;
  }
}

const damaged = 'it is damaged or cut short';

/** Whether each pixel has 32 bits that nothing packs or masks, of which Keras takes the upper eight for transparency. */
const hasAlpha = (bytes: Buffer): boolean =>
  bytes.readUInt32LE(fileHeader) > coreHeader &&
  bytes.readUInt16LE(bitsAt) === 32 &&
  bytes.readUInt32LE(packingAt) === 0;

/** Where the header says how many bits a pixel has, how they are packed, and where they begin. */
const bitsAt = 28;
const packingAt = 30;
const pixelsAt = 10;

/** Takes over the transparency, which the decoder leaves out. */
function readAlpha(bytes: Buffer, height: number, width: number, pixels: Uint8Array): void {
  const isDownwards = bytes.readInt32LE(fileHeader + 8) < 0;
  const start = bytes.readUInt32LE(pixelsAt);
  for (let row = 0; row < height; row++) {
    const from = start + (isDownwards ? row : height - 1 - row) * width * 4;
    for (let column = 0; column < width; column++)
      pixels[(row * width + column) * 4 + 3] = bytes[from + column * 4 + 3] ?? 255;
  }
}
