import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { FoundBox, TrueBox } from '../../../runtime/metrics/boxes.ts';
import { vocPrecision, type VocPrecision } from '../../../runtime/metrics/voc-precision.ts';

interface Case {
  readonly truths: readonly TrueBox[];
  readonly found: readonly FoundBox[];
  readonly value: Readonly<Record<keyof VocPrecision, number | null>>;
}

const golden = new URL('../../golden/voc.json', import.meta.url);
const cases = JSON.parse(readFileSync(golden, 'utf8')) as readonly Case[];

it('average precisions are those of the development kit’s formulas', () => {
  for (const [index, { truths, found, value }] of cases.entries()) {
    const figures = vocPrecision(truths, found);
    for (const [name, expected] of Object.entries(value) as [keyof VocPrecision, number | null][]) {
      const figure = figures[name];
      if (expected === null) expect(figure, `case ${index}: ${name}`).toBeUndefined();
      else expect(Math.abs((figure ?? NaN) - expected), `case ${index}: ${name}`).toBeLessThan(1e-12);
    }
  }
});

const box = [0, 0, 10, 10] as const;

it('a recall of just three tenths is one of at least 0.3', () => {
  const truths = Array.from({ length: 10 }, (_, image) => ({ image, category: 0, box }));
  const found = truths.slice(0, 3).map((truth, index) => ({ ...truth, score: 1 - index / 10 }));
  expect(vocPrecision(truths, found).elevenPoints).toBeCloseTo(4 / 11, 12);
  expect(vocPrecision(truths, found).allPoints).toBeCloseTo(0.3, 12);
});
