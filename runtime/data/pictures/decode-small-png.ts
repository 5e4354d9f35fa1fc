import { inflateSync } from 'node:zlib';
import { crc32 } from '../../files/crc32.ts';
import { pngSignature } from '../../files/png-chunk.ts';
import type { Pixels } from './channels.ts';

/** Bytes of pixels up to which this is quicker than to set the decoder up: an eighth of the time for 28×28. */
const mostBytes = 2 ** 16;

const headerLength = 13;

/** Channels by the type of colours that a header tells, of those whose bytes are what they stand for. */
const channelsOf = new Map([
  [0, 1],
  [2, 3],
  [4, 2],
  [6, 4],
]);

/** Chunks that change no pixel, and how long each is; of text any length. */
const harmless = new Map<string, number | undefined>([
  ['pHYs', 9],
  ['gAMA', 4],
  ['sRGB', 1],
  ['cHRM', 32],
  ['tIME', 7],
  ['tEXt', undefined],
]);

/**
 * Decodes a small PNG of 8 bits a channel, without a palette and in one go (W3C, Portable Network Graphics, 2nd edition); undefined
 * where it is another, or in any way broken: that is the decoder's to say.
 */
export function decodeSmallPng(bytes: Buffer): Pixels | undefined {
  const found = partsOf(bytes);
  if (found === undefined) return undefined;
  const { width, height, channels, packed } = found;
  const row = width * channels;
  const whole = height * (row + 1);
  try {
    const { buffer: rows, engine } = inflateSync(packed, {
      maxOutputLength: whole,
      chunkSize: Math.max(64, whole),
      info: true,
    }) as unknown as { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };
    if (rows.length !== whole || engine.bytesWritten !== packed.length) return undefined;
    const data = unfiltered(rows, row, height, channels);
    return data && { width, height, channels, data };
  } catch {
    return undefined;
  }
}

interface Parts extends Omit<Pixels, 'data'> {
  /** The compressed rows. */
  readonly packed: Buffer;
}

function partsOf(bytes: Buffer): Parts | undefined {
  if (bytes.length < 8 || pngSignature.compare(bytes, 0, 8) !== 0) return undefined;
  let size: Omit<Pixels, 'data'> | undefined;
  const packed: Buffer[] = [];
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > bytes.length || crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4))
      return undefined;
    const kind = bytes.toString('latin1', at + 4, at + 8);
    const content = bytes.subarray(at + 8, end - 4);
    at = end;
    if (kind === 'IEND') return size && length === 0 ? { ...size, packed: Buffer.concat(packed) } : undefined;
    if ((size === undefined) !== (kind === 'IHDR')) return undefined;
    if (kind === 'IHDR') {
      size = sizeOf(content);
      if (size === undefined) return undefined;
    } else if (kind === 'IDAT') packed.push(content);
    else if (!harmless.has(kind) || (harmless.get(kind) ?? length) !== length) return undefined;
  }
  return undefined;
}

function sizeOf(header: Buffer): Omit<Pixels, 'data'> | undefined {
  if (header.length !== headerLength) return undefined;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, colours = -1, ...methods] = header.subarray(8);
  const channels = channelsOf.get(colours);
  if (channels === undefined || depth !== 8 || methods.some((method) => method !== 0)) return undefined;
  const isSmall = width > 0 && height > 0 && width * height * channels <= mostBytes;
  return isSmall ? { width, height, channels } : undefined;
}

/** Undoes what was done to each row, whose first byte says what. What goes beyond a byte falls away. */
export function unfiltered(
  rows: Buffer,
  row: number,
  height: number,
  channels: number,
): Uint8Array | undefined {
  const data = new Uint8Array(row * height);
  let above = new Uint8Array(row);
  for (let line = 0; line < height; line++) {
    const from = line * (row + 1);
    const undo = filters[rows[from] ?? filters.length];
    if (undo === undefined) return undefined;
    const made = data.subarray(line * row, (line + 1) * row);
    made.set(rows.subarray(from + 1, from + 1 + row));
    undo(made, above, channels);
    above = made;
  }
  return data;
}

type Undo = (line: Uint8Array, above: Uint8Array, channels: number) => void;

const filters: readonly Undo[] = [
  () => undefined,
  (line, _above, channels) => {
    for (let at = channels; at < line.length; at++) line[at]! += line[at - channels]!;
  },
  (line, above) => {
    for (let at = 0; at < line.length; at++) line[at]! += above[at]!;
  },
  (line, above, channels) => {
    for (let at = 0; at < line.length; at++)
      line[at]! += ((at < channels ? 0 : line[at - channels]!) + above[at]!) >> 1;
  },
  (line, above, channels) => {
    for (let at = 0; at < Math.min(channels, line.length); at++) line[at]! += above[at]!;
    for (let at = channels; at < line.length; at++)
      line[at]! += nearest(line[at - channels]!, above[at]!, above[at - channels]!);
  },
];

/** Paeth's: of the three the one that left + above − corner is nearest to. */
function nearest(left: number, above: number, corner: number): number {
  const [byLeft, byAbove] = [Math.abs(above - corner), Math.abs(left - corner)];
  const byCorner = Math.abs(left + above - 2 * corner);
  if (byLeft <= byAbove && byLeft <= byCorner) return left;
  return byAbove <= byCorner ? above : corner;
}
