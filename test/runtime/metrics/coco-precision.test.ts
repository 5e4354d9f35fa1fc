import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  cocoPrecision,
  type CocoPrecision,
  type FoundBox,
  type TrueBox,
} from '../../../runtime/metrics/coco-precision.ts';

interface Case {
  readonly truths: readonly TrueBox[];
  readonly found: readonly FoundBox[];
  readonly most: number;
  readonly value: Readonly<Record<keyof CocoPrecision, number | null>>;
}

const golden = new URL('../../golden/coco.json', import.meta.url);
const cases = JSON.parse(readFileSync(golden, 'utf8')) as readonly Case[];

it('average precisions are those of pycocotools', () => {
  for (const [index, { truths, found, most, value }] of cases.entries()) {
    const figures = cocoPrecision(truths, found, most);
    for (const [name, expected] of Object.entries(value) as [keyof CocoPrecision, number | null][]) {
      const figure = figures[name];
      if (expected === null) expect(figure, `case ${index}: ${name}`).toBeUndefined();
      else expect(Math.abs((figure ?? NaN) - expected), `case ${index}: ${name}`).toBeLessThan(1e-12);
    }
  }
});
