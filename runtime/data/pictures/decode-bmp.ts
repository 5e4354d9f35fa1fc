import { decode } from '@cwasm/nsbmp';
import type { Pixels } from './channels.ts';
import { maximumPixels, tooManyPixels } from './limits.ts';

/** Whether a file is a Windows bitmap by its first bytes. */
export const isBmp = (bytes: Buffer): boolean => bytes.toString('latin1', 0, 2) === 'BM';

/** Bytes of the file's own header, and of the shortest header of a bitmap. */
const fileHeader = 14;
const coreHeader = 12;

/** Decodes a Windows bitmap of any depth and packing to four channels; a text says why where it cannot be read. */
export function decodeBmp(bytes: Buffer): Pixels | string {
  const size = sizeOfBmp(bytes);
  if (size === undefined) return damaged;
  if (size.height * size.width > maximumPixels) return tooManyPixels;
  try {
    const { width, height, data } = decode(bytes);
    return {
      height,
      width,
      channels: 4,
      data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
    };
  } catch {
    return damaged;
  }
}

const damaged = 'it is damaged or cut short';

/** Height and width as the header says; below zero, a height means that rows go downwards. */
export function sizeOfBmp(bytes: Buffer): { readonly height: number; readonly width: number } | undefined {
  if (bytes.length < fileHeader + coreHeader) return undefined;
  const isCore = bytes.readUInt32LE(fileHeader) === coreHeader;
  const at = fileHeader + 4;
  const [width, height] = isCore
    ? [bytes.readUInt16LE(at), bytes.readUInt16LE(at + 2)]
    : [bytes.readInt32LE(at), Math.abs(bytes.readInt32LE(at + 4))];
  return width > 0 && height > 0 ? { height, width } : undefined;
}
