import { parseHeader } from './safetensors-header.ts';
import { isFloatType, widen } from './widen.ts';

/** A weight file's tensors by name (`conv2d/kernel`), and its free text. */
export interface TensorFile {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: ReadonlyMap<string, string>;
}

export interface StoredTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export type Decoded =
  { readonly ok: true; readonly file: TensorFile } | { readonly ok: false; readonly problem: string };

/** The limit that the format's own library sets on a header. */
const maximumHeader = 100_000_000;

/**
 * A file in the safetensors format, part after part, each tensor's bytes where they lie: header length (8 bytes), JSON header,
 * float32 data in the map's order.
 */
export function* safetensorsParts(file: TensorFile): Generator<Uint8Array, void, undefined> {
  const entries: [string, unknown][] = [];
  if (file.metadata.size > 0) entries.push(['__metadata__', Object.fromEntries(file.metadata)]);
  let offset = 0;
  for (const [name, { shape, data }] of file.tensors) {
    const end = offset + data.byteLength;
    entries.push([name, { dtype: 'F32', shape, data_offsets: [offset, end] }]);
    offset = end;
  }
  const header = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  const padded = Math.ceil(header.length / 8) * 8;
  const start = new Uint8Array(8 + padded).fill(0x20);
  new DataView(start.buffer).setBigUint64(0, BigInt(padded), true);
  start.set(header, 8);
  yield start;
  for (const { data } of file.tensors.values()) yield bytesOf(data);
}

/** A file in the safetensors format as a whole. */
export function encodeSafetensors(file: TensorFile): Uint8Array {
  const parts = [...safetensorsParts(file)];
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let position = 0;
  for (const part of parts) {
    bytes.set(part, position);
    position += part.length;
  }
  return bytes;
}

/** Reads a file that may come from anywhere as a whole; every tensor of it has to be of floats. */
export function decodeSafetensors(bytes: Uint8Array): Decoded {
  const length = headerLength(bytes.subarray(0, 8), bytes.length, maximumHeader);
  if (typeof length === 'string') return { ok: false, problem: length };
  const data = bytes.subarray(8 + length);
  const header = parseHeader(bytes.subarray(8, 8 + length), data.length);
  if (typeof header === 'string') return { ok: false, problem: header };
  const tensors = new Map<string, StoredTensor>();
  for (const { name, dtype, shape, start, end } of header.entries) {
    if (!isFloatType(dtype)) return { ok: false, problem: noFloats(name, dtype) };
    tensors.set(name, { shape, data: widen(data.subarray(start, end), dtype) });
  }
  return { ok: true, file: { tensors, metadata: header.metadata } };
}

/** The length of the header behind the first 8 bytes of a file of `size` bytes; a text says what is wrong with it. */
export function headerLength(first: Uint8Array, size: number, limit: number): number | string {
  if (first.length < 8) return `it has ${first.length} bytes, too few for a header`;
  const length = new DataView(first.buffer, first.byteOffset).getBigUint64(0, true);
  const room = BigInt(Math.min(limit, size - 8));
  if (length > room) return `its header claims ${length} bytes where at most ${room} can be`;
  return Number(length);
}

/** For a tensor that is wanted as floats and holds something else. */
export const noFloats = (name: string, dtype: string): string =>
  `tensor ${JSON.stringify(name.slice(0, 80))} holds ${JSON.stringify(dtype.slice(0, 20))}, and only F8_E4M3, F8_E5M2, F16, BF16, F32 and F64 are read as weights`;

const littleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

function bytesOf(data: Float32Array): Uint8Array {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return littleEndian ? bytes : swapped(bytes);
}

function swapped(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = Uint8Array.from(bytes);
  for (let index = 0; index < copy.length; index += 4) copy.subarray(index, index + 4).reverse();
  return copy;
}
