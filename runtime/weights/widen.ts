/** Types of floats that files hold, by the names that safetensors gives them. */
export type FloatType = 'F8_E4M3' | 'F8_E5M2' | 'F16' | 'BF16' | 'F32' | 'F64';

/** Bytes of one value. */
export const bytesOf: Readonly<Record<FloatType, number>> = {
  F8_E4M3: 1,
  F8_E5M2: 1,
  F16: 2,
  BF16: 2,
  F32: 4,
  F64: 8,
};

export const isFloatType = (type: unknown): type is FloatType =>
  typeof type === 'string' && Object.hasOwn(bytesOf, type);

/** Little-endian floats as float32, bit for bit where they are; F64 is rounded to the nearest. */
export function widen(bytes: Uint8Array, type: FloatType): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(bytes.byteLength / bytesOf[type]);
  if (type === 'F32' && littleEndian) {
    new Uint8Array(values.buffer).set(bytes);
    return values;
  }
  const read = readers[type];
  for (let index = 0; index < values.length; index++) values[index] = read(view, index * bytesOf[type]);
  return values;
}

const littleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

const readers: Readonly<Record<FloatType, (view: DataView, at: number) => number>> = {
  F8_E4M3: (view, at) => e4m3ToNumber(view.getUint8(at)),
  // The upper half of a binary16.
  F8_E5M2: (view, at) => halfToNumber(view.getUint8(at) << 8),
  F16: (view, at) => halfToNumber(view.getUint16(at, true)),
  // The upper half of a float32.
  BF16: (view, at) => {
    pattern[0] = view.getUint16(at, true) << 16;
    return single[0] ?? NaN;
  },
  F32: (view, at) => view.getFloat32(at, true),
  F64: (view, at) => view.getFloat64(at, true),
};

const pattern = new Uint32Array(1);
const single = new Float32Array(pattern.buffer);

/** IEEE 754 binary16: sign, 5 bits of exponent, 10 of fraction. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** OCP 8-bit E4M3, which has no infinity: sign, 4 bits of exponent, 3 of fraction; all ones are NaN. */
function e4m3ToNumber(bits: number): number {
  const sign = bits & 0x80 ? -1 : 1;
  const exponent = (bits >> 3) & 0xf;
  const fraction = bits & 7;
  if (exponent === 0xf && fraction === 7) return NaN;
  if (exponent === 0) return sign * fraction * 2 ** -9;
  return sign * (8 + fraction) * 2 ** (exponent - 10);
}
