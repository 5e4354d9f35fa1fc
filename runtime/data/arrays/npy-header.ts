/** What the header of a `.npy` says. */
export interface NpyHeader {
  /** As NumPy writes it: `|u1`, `<f4`. */
  readonly type: string;
  readonly shape: readonly number[];
  /** The values of the first axis are next to one another. */
  readonly isFortran: boolean;
  /** Where the values begin. */
  readonly start: number;
}

/** Longer headers are none. */
export const longestHeader = 2 ** 14;

const literal =
  /^\s*\{\s*'descr':\s*'([^'\\]{1,16})',\s*'fortran_order':\s*(True|False),\s*'shape':\s*\(([\d\s,]*)\),?\s*\}\s*$/;

/** Reads the header of a `.npy` at the beginning of its bytes, without evaluating any of it; a text says what is wrong. */
export function readNpyHeader(bytes: Buffer): NpyHeader | string {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 6) !== '\x93NUMPY') return 'it is no array of NumPy’s';
  const version = bytes[6] ?? 0;
  if (version < 1 || version > 3) return `its format has version ${version}`;
  const [from, length] = version === 1 ? [10, bytes.readUInt16LE(8)] : [12, bytes.readUInt32LE(8)];
  if (from + length > longestHeader) return `its header has ${length} bytes`;
  if (from + length > bytes.length) return 'it is cut short in its header';
  const text = bytes.toString('utf8', from, from + length);
  const [, type, order, sizes] = literal.exec(text) ?? [];
  if (type === undefined || sizes === undefined)
    return text.includes("'descr': [") ? 'its values are records' : 'its header is damaged';
  const shape = sizes
    .split(',')
    .map((size) => size.trim())
    .filter((size) => size !== '')
    .map(Number);
  return { type, shape, isFortran: order === 'True' && shape.length > 1, start: from + length };
}
