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

/** A file in the safetensors format: header length (8 bytes), JSON header, float32 data in the map's order. */
export function encodeSafetensors(file: TensorFile): Uint8Array {
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
  const bytes = new Uint8Array(8 + padded + offset);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(padded), true);
  bytes.set(header, 8);
  bytes.fill(0x20, 8 + header.length, 8 + padded);
  let position = 8 + padded;
  for (const { data } of file.tensors.values()) {
    writeFloats(bytes, position, data);
    position += data.byteLength;
  }
  return bytes;
}

/** Reads a file that may come from anywhere: every length and offset is checked before it is used. */
export function decodeSafetensors(bytes: Uint8Array): Decoded {
  const header = readHeader(bytes);
  if (typeof header === 'string') return { ok: false, problem: header };
  const data = bytes.subarray(header.end);
  const metadata = readMetadata(header.json.get('__metadata__'));
  if (metadata === undefined) return { ok: false, problem: 'its metadata is not a table of texts' };
  const entries: Entry[] = [];
  for (const [name, value] of header.json) {
    if (name === '__metadata__') continue;
    const entry = readEntry(name, value);
    if (typeof entry === 'string') return { ok: false, problem: entry };
    entries.push(entry);
  }
  const gap = findGap(entries, data.length);
  if (gap !== undefined) return { ok: false, problem: gap };
  const tensors = new Map(
    entries.map(({ name, shape, start, end }) => [name, { shape, data: readFloats(data, start, end) }]),
  );
  return { ok: true, file: { tensors, metadata } };
}

interface Entry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly start: number;
  readonly end: number;
}

type Header = { readonly json: ReadonlyMap<string, unknown>; readonly end: number };

function readHeader(bytes: Uint8Array): Header | string {
  if (bytes.length < 8) return `it has ${bytes.length} bytes, too few for a header`;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  const room = BigInt(Math.min(maximumHeader, bytes.length - 8));
  if (length > room) return `its header claims ${length} bytes where at most ${room} can be`;
  const end = 8 + Number(length);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, end));
    const json: unknown = JSON.parse(text);
    if (!isRecord(json)) return 'its header is not a table';
    return { json: new Map(Object.entries(json)), end };
  } catch {
    return 'its header is not JSON';
  }
}

function readMetadata(value: unknown): Map<string, string> | undefined {
  if (value === undefined) return new Map();
  if (!isRecord(value)) return undefined;
  const entries = Object.entries(value);
  return entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')
    ? new Map(entries)
    : undefined;
}

function readEntry(name: string, value: unknown): Entry | string {
  const label = JSON.stringify(name.slice(0, 80));
  if (!isRecord(value)) return `tensor ${label} has no description`;
  const { dtype, shape, data_offsets: offsets } = value;
  if (dtype !== 'F32') return `tensor ${label} is ${JSON.stringify(dtype)?.slice(0, 20)}, not F32`;
  if (!isSizes(shape)) return `tensor ${label} has no proper shape`;
  if (!isSizes(offsets) || offsets.length !== 2) return `tensor ${label} has no proper offsets`;
  const [start = 0, end = 0] = offsets;
  const bytes = shape.reduce((product, size) => product * size, 4);
  if (end - start !== bytes)
    return `tensor ${label} holds ${end - start} bytes where its shape needs ${bytes}`;
  return { name, shape, start, end };
}

/** Tensors must lie one after another and fill the file: then they cannot overlap or reach outside. */
function findGap(entries: readonly Entry[], length: number): string | undefined {
  let position = 0;
  for (const { name, start, end } of [...entries].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (start !== position) {
      return `tensor ${JSON.stringify(name.slice(0, 80))} begins at ${start} where ${position} is due`;
    }
    position = end;
  }
  if (position !== length) return `its tensors take ${position} bytes, but ${length} are there`;
  return undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSizes = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && Number(size) >= 0);

const littleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

function writeFloats(target: Uint8Array, position: number, data: Float32Array): void {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  target.set(littleEndian ? bytes : swapped(bytes), position);
}

function readFloats(source: Uint8Array, start: number, end: number): Float32Array {
  // A Buffer's own `slice` would share the whole file's memory.
  const bytes = Uint8Array.from(source.subarray(start, end));
  return new Float32Array((littleEndian ? bytes : swapped(bytes)).buffer);
}

function swapped(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = Uint8Array.from(bytes);
  for (let index = 0; index < copy.length; index += 4) copy.subarray(index, index + 4).reverse();
  return copy;
}
