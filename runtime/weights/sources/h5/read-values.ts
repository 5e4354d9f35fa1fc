import type { File } from 'h5wasm';
import { type FloatType, widen } from '../../widen.ts';
import type { Library } from './sandbox.ts';

/** Bytes of what is unpacked at once. */
const maximumChunk = 2 ** 26;
/** Bytes that are taken out of the library at once. */
const maximumPart = 2 ** 24;
/** deflate, shuffle and fletcher32: what the library itself has of what packs floats as they are. */
const knownFilters = new Set([1, 2, 3]);
const maximumFilters = 4;

type Metadata = ReturnType<Library['get_dataset_metadata']>;

const floatTypes: Readonly<Record<number, FloatType>> = { 2: 'F16', 4: 'F32', 8: 'F64' };

/** The floats of a dataset, widened to float32; throws an Error that says what is wrong with it. */
export function readValues(
  library: Library,
  { file_id: file }: File,
  path: string,
): Float32Array<ArrayBuffer> {
  const metadata = library.get_dataset_metadata(file, path);
  const type = floatTypes[metadata.size];
  if (metadata.type !== library.H5T_class_t.H5T_FLOAT.value || type === undefined) {
    throw new Error(`its weight \`${path.slice(0, 80)}\` is no table of floats`);
  }
  refuseStorage(metadata, library, file, path);
  const shape = metadata.shape ?? [];
  const [rows = 1] = shape;
  const row = shape.slice(1).reduce((product, size) => product * size, 1);
  const values = new Float32Array(rows * row);
  const step = rowsAtOnce(metadata, row * metadata.size);
  for (let begin = 0; begin < rows && row > 0; begin += step) {
    const count = Math.min(step, rows - begin);
    const part = shape.length === 0 ? undefined : { count: [count, ...shape.slice(1)], offset: begin };
    values.set(widen(readPart(library, file, path, count * row * metadata.size, part), type), begin * row);
  }
  return values;
}

/** Refuses what lies in other files, and what would have to be unpacked in parts that no network needs. */
function refuseStorage(metadata: Metadata, library: Library, file: bigint, path: string): void {
  const [source] = metadata.virtual_sources ?? [];
  if (source !== undefined) throw new Error(foreignFile(source.file_name));
  const chunk = (metadata.chunks ?? []).reduce((product, size) => product * size, metadata.size);
  if (chunk > maximumChunk) throw new Error(`its chunks are of ${chunk} bytes`);
  const filters = library.get_dataset_filters(file, path);
  const unknown = filters.find(({ id }) => !knownFilters.has(id));
  if (unknown !== undefined)
    throw new Error(
      `it is packed with \`${unknown.name.slice(0, 40) || `filter ${unknown.id}`}\`, which is not read`,
    );
  if (filters.length > maximumFilters) throw new Error(`it is packed ${filters.length} times over`);
}

/** For a file that wants bytes of another. */
export const foreignFile = (name: string): string =>
  `it refers to another file, \`${name.slice(0, 80)}\`, and only what is in it is read`;

/** Rows that are taken out at once: whole chunks of them. */
function rowsAtOnce({ chunks }: Metadata, bytes: number): number {
  const rows = Math.max(1, Math.floor(maximumPart / Math.max(1, bytes)));
  const [chunk = 1] = chunks ?? [];
  return Math.max(chunk, rows - (rows % chunk));
}

function readPart(
  library: Library,
  file: bigint,
  path: string,
  bytes: number,
  part: { readonly count: readonly number[]; readonly offset: number } | undefined,
): Uint8Array {
  const pointer = library._malloc(bytes);
  if (pointer === 0) throw new Error('it needs too much memory');
  try {
    const count = part?.count.map(BigInt) ?? null;
    const offset = part?.count.map((_, axis) => BigInt(axis === 0 ? part.offset : 0)) ?? null;
    const strides = part?.count.map(() => 1n) ?? null;
    library.get_dataset_data(file, path, count, offset, strides, BigInt(pointer));
    return library.HEAPU8.slice(pointer, pointer + bytes);
  } finally {
    library._free(pointer);
  }
}
