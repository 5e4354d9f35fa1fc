import type { SplitSpec } from '../../compiler/data/data-spec.ts';
import { permutation, RandomStream } from '../random.ts';

export type Part = 'train' | 'valid' | 'test';

export type Split = Readonly<Record<Part, Uint32Array>>;

/** How many of `count` examples each part gets: fractions rounded by largest remainder, so that none is lost. */
export function partSizes(count: number, split: SplitSpec): Readonly<Record<Part, number>> {
  const total = split.train + split.valid + split.test;
  const parts = (['train', 'valid', 'test'] as const).map((part) => {
    const exact = (count * split[part]) / total;
    // 0.9 · 1000 may come out as 899.999…: that is no remainder to speak of.
    const whole = Math.floor(exact + 1e-9);
    return { part, whole, remainder: exact - whole };
  });
  const left = count - parts.reduce((sum, { whole }) => sum + whole, 0);
  const order = parts.toSorted((a, b) => b.remainder - a.remainder);
  const sizes = { train: 0, valid: 0, test: 0 };
  for (const [rank, { part, whole }] of order.entries()) sizes[part] = whole + (rank < left ? 1 : 0);
  return sizes;
}

/**
 * Splits examples 0 … count − 1 into parts that are the same for the same seed. Each part has each class in
 * proportion: the examples of a class, shuffled, are spread evenly over a line, which is cut where parts end.
 */
export function splitExamples(
  count: number,
  split: SplitSpec,
  seed: number,
  labelOf: (index: number) => number,
): Split {
  const order = permutation(count, new RandomStream(seed, 'split'));
  const totals = new Map<number, number>();
  for (const index of order) totals.set(labelOf(index), (totals.get(labelOf(index)) ?? 0) + 1);
  const seen = new Map<number, number>();
  const places = new Float64Array(count);
  for (const index of order) {
    const label = labelOf(index);
    const rank = seen.get(label) ?? 0;
    seen.set(label, rank + 1);
    places[index] = (rank + 0.5) / (totals.get(label) ?? 1);
  }
  // The sort is stable, so that equal places stay in their shuffled order.
  const line = order.toSorted((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  const sizes = partSizes(count, split);
  const valid = sizes.test + sizes.valid;
  return { test: line.slice(0, sizes.test), valid: line.slice(sizes.test, valid), train: line.slice(valid) };
}
