import { shapeAt } from '../../compiler/ir/extent.ts';
import type { HostTensor } from '../../runtime/engines/engine.ts';
import type { Fill, InputSpec } from './op-case.ts';

/** Uniform numbers in [0, 1), the same for the same seed (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** An input's tensor for a batch size. */
export function makeInput({ shape, dtype, fill }: InputSpec, batch: number, seed: number): HostTensor {
  const sizes = shapeAt(shape, batch);
  const count = sizes.reduce((a, b) => a * b, 1);
  const numbers = makeNumbers(fill, count, sizes.at(-1) ?? 1, generator(seed));
  if (dtype === 'int32') return { dtype, shape: sizes, data: Int32Array.from(numbers) };
  if (dtype === 'bool') return { dtype, shape: sizes, data: Uint8Array.from(numbers) };
  return { dtype, shape: sizes, data: Float32Array.from(numbers) };
}

function makeNumbers(fill: Fill, count: number, rowLength: number, random: () => number): number[] {
  switch (fill.kind) {
    case 'uniform':
      return Array.from({ length: count }, () => fill.low + (fill.high - fill.low) * random());
    case 'distinct':
      return shuffled(count, random).map((place) => fill.gap * (place - count / 2 + 0.25));
    case 'whole':
      return Array.from({ length: count }, () => Math.floor(fill.end * random()));
    case 'probabilities': {
      const weights = Array.from({ length: count }, () => 0.1 + random());
      return weights.map((weight, index) => {
        const row = Math.floor(index / rowLength) * rowLength;
        return weight / weights.slice(row, row + rowLength).reduce((a, b) => a + b, 0);
      });
    }
  }
}

function shuffled(count: number, random: () => number): number[] {
  return Array.from({ length: count }, (_, index) => ({ index, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ index }) => index);
}
