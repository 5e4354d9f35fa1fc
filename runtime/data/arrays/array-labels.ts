/** How numbers of classes are read, by NumPy's types. */
const readers: Readonly<
  Record<string, readonly [bytes: number, read: (bytes: Buffer, at: number) => number]>
> = {
  '|u1': [1, (bytes, at) => bytes.readUInt8(at)],
  '|i1': [1, (bytes, at) => bytes.readInt8(at)],
  '<u2': [2, (bytes, at) => bytes.readUInt16LE(at)],
  '<i2': [2, (bytes, at) => bytes.readInt16LE(at)],
  '<u4': [4, (bytes, at) => bytes.readUInt32LE(at)],
  '<i4': [4, (bytes, at) => bytes.readInt32LE(at)],
  '<u8': [8, (bytes, at) => Number(bytes.readBigUInt64LE(at))],
  '<i8': [8, (bytes, at) => Number(bytes.readBigInt64LE(at))],
};

/** Bytes of a number of a class of a type; undefined where it is no whole number. */
export const labelBytes = (type: string): number | undefined =>
  Object.hasOwn(readers, type) ? readers[type]?.[0] : undefined;

/** The numbers of classes in the bytes of an array. */
export function readLabels(type: string, bytes: Buffer): Float64Array {
  const [size, read] = readers[type] ?? [1, () => 0];
  return Float64Array.from({ length: bytes.length / size }, (_, index) => read(bytes, index * size));
}
