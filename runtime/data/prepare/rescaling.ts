import type { PrepareStep } from '../../../compiler/catalogue/steps/preparations.ts';

export type Rescaling = Extract<PrepareStep, { readonly kind: 'Rescaling' }>;

export type Values = Uint8Array | Float32Array;

/** `x · scale + offset` in float32, each operation rounded, as Keras's `Rescaling` computes it. */
export function rescaleValue(value: number, { scale, offset }: Rescaling): number {
  return Math.fround(Math.fround(value * Math.fround(scale)) + Math.fround(offset));
}

/** Rescales by several steps in turn; bytes go through a table of the 256 results. */
export function rescaler(steps: readonly Rescaling[]): (values: Values) => Values {
  if (steps.length === 0) return (values) => values;
  const through = (value: number): number => steps.reduce(rescaleValue, value);
  const table = Float32Array.from({ length: 256 }, (_, byte) => through(byte));
  return (values) => {
    if (values instanceof Float32Array) return steps.reduce(rescaleFloats, values);
    const result = new Float32Array(values.length);
    for (let index = 0; index < values.length; index++) result[index] = table[values[index] ?? 0] ?? 0;
    return result;
  };
}

function rescaleFloats(values: Float32Array, { scale, offset }: Rescaling): Float32Array {
  const factor = Math.fround(scale);
  const term = Math.fround(offset);
  const result = new Float32Array(values.length);
  for (let index = 0; index < values.length; index++) {
    result[index] = Math.fround((values[index] ?? 0) * factor) + term;
  }
  return result;
}
