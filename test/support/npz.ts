import { zipSync } from 'fflate';

/** A `.npy` as NumPy writes it. */
export function npyOf(
  type: string,
  shape: readonly number[],
  bytes: Uint8Array,
  order = 'False',
): Uint8Array {
  const sizes = shape.length === 1 ? `${shape[0] ?? 0},` : shape.join(', ');
  const text = `{'descr': '${type}', 'fortran_order': ${order}, 'shape': (${sizes}), }`;
  const header = `${text.padEnd(117)}\n`;
  return Buffer.concat([Buffer.from('\x93NUMPY\x01\x00v\x00', 'latin1'), Buffer.from(header), bytes]);
}

/** An archive of arrays, packed or not. */
export const npzOf = (arrays: Readonly<Record<string, Uint8Array>>, isPacked = false): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(arrays).map(([name, bytes]) => [`${name}.npy`, bytes])), {
    level: isPacked ? 6 : 0,
  });
