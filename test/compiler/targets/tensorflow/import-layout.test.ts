import { describe, expect, it } from 'vitest';
import { elementsOf, importLayouts } from '../../../../compiler/targets/tensorflow/import-layout.ts';
import { zeros } from '../../../../compiler/ir/initializer.ts';
import type { Variable } from '../../../../compiler/ir/ir.ts';

const variable = (name: string, ...shape: number[]): Variable => ({
  name,
  role: 'weight',
  shape,
  initializer: zeros,
  trainable: true,
});
const names = (variables: readonly Variable[]): readonly string[] => variables.map(({ name }) => name);

const mixed = [
  variable('large', 3, 3, 128, 100),
  variable('bias', 7),
  variable('huge', 4096, 4096),
  variable('scalar'),
  variable('larger', 1024, 1024),
];

describe('variables that are set from outside', () => {
  it('come once each: small ones together, then large ones, a huge one alone', () => {
    const found = importLayouts(mixed).map(({ kind, variables }) => [kind, names(variables)]);
    expect(found).toEqual([
      ['small', ['bias', 'scalar']],
      ['large', ['large']],
      ['huge', ['huge']],
      ['large', ['larger']],
    ]);
  });

  it('have room for their numbers, and overlap nowhere', () => {
    for (const { kind, variables, lists, offsets } of importLayouts(mixed)) {
      const all = lists.reduce((sum, elements) => sum + elements, 0);
      if (kind === 'huge') expect(all).toBe(elementsOf(variables));
      const ends = variables.map((each, index) => (offsets[index] ?? 0) + elementsOf([each]));
      expect(Math.max(...ends)).toBeLessThanOrEqual(all);
      offsets.slice(1).forEach((offset, index) => expect(offset).toBeGreaterThanOrEqual(ends[index] ?? 0));
    }
  });

  it('are fed 32 MB at a time', () => {
    const many = Array.from({ length: 50 }, (_, index) => variable(`w${index}`, 1024, 1024));
    const layouts = importLayouts(many);
    expect(layouts.map(({ variables }) => variables.length)).toEqual([8, 8, 8, 8, 8, 8, 2]);
    for (const { lists } of layouts) expect(lists).toEqual([expect.any(Number)]);
  });

  it('begin at no multiple of 64 bytes, where TensorFlow would hand out what it was fed', () => {
    const uneven = [65_536, 70_001, 65_543, 99_999].map((size, index) => variable(`w${index}`, size));
    const [layout] = importLayouts(uneven);
    expect(layout?.kind).toBe('large');
    for (const offset of layout?.offsets ?? []) expect(offset % 16).not.toBe(0);
  });
});
