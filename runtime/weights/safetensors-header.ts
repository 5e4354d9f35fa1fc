import { bytesOf, isFloatType } from './widen.ts';

/** What a file says of a tensor: its place is within the data, which begins behind the header. */
export interface TensorEntry {
  readonly name: string;
  /** As it is written: `F32`, `I64`. */
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly start: number;
  readonly end: number;
}

/** The tensors and the free text that a header describes. */
export interface SafetensorsHeader {
  readonly entries: readonly TensorEntry[];
  readonly metadata: ReadonlyMap<string, string>;
}

/**
 * Reads a header's JSON, from anywhere: every length and offset is checked against the `length` bytes of data. A text
 * says what is wrong.
 */
export function parseHeader(bytes: Uint8Array, length: number): SafetensorsHeader | string {
  const json = parseTable(bytes);
  if (typeof json === 'string') return json;
  const metadata = readMetadata(json.get('__metadata__'));
  if (metadata === undefined) return 'its metadata is not a table of texts';
  const entries: TensorEntry[] = [];
  for (const [name, value] of json) {
    if (name === '__metadata__') continue;
    const entry = readEntry(name, value);
    if (typeof entry === 'string') return entry;
    entries.push(entry);
  }
  return findGap(entries, length) ?? { entries, metadata };
}

function parseTable(bytes: Uint8Array): ReadonlyMap<string, unknown> | string {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isRecord(json) ? new Map(Object.entries(json)) : 'its header is not a table';
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

function readEntry(name: string, value: unknown): TensorEntry | string {
  const label = JSON.stringify(name.slice(0, 80));
  if (!isRecord(value)) return `tensor ${label} has no description`;
  const { dtype, shape, data_offsets: offsets } = value;
  if (typeof dtype !== 'string') return `tensor ${label} has no type`;
  if (!isSizes(shape)) return `tensor ${label} has no proper shape`;
  if (!isSizes(offsets) || offsets.length !== 2) return `tensor ${label} has no proper offsets`;
  const [start = 0, end = 0] = offsets;
  if (end < start) return `tensor ${label} has no proper offsets`;
  const bytes = isFloatType(dtype)
    ? shape.reduce((product, size) => product * size, bytesOf[dtype])
    : undefined;
  if (bytes !== undefined && end - start !== bytes)
    return `tensor ${label} holds ${end - start} bytes where its shape needs ${bytes}`;
  return { name, dtype, shape, start, end };
}

/** Tensors must lie one after another and fill the file: then they cannot overlap or reach outside. */
function findGap(entries: readonly TensorEntry[], length: number): string | undefined {
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
