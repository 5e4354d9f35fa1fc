import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { FoundBox, TrueBox } from '../../../runtime/metrics/boxes.ts';
import { cocoPrecision, type CocoPrecision } from '../../../runtime/metrics/coco-precision.ts';

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

it('takes no longer for each of many images than for each of few', () => {
  const box = [0, 0, 10, 10] as const;
  const truths = Array.from({ length: 10_000 }, (_, image) => ({ image, category: image % 10, box }));
  const found = truths.map((truth) => ({ ...truth, score: (truth.image % 97) / 97 }));
  const { user: before } = process.cpuUsage();
  expect(cocoPrecision(truths, found).ap).toBe(1);
  expect((process.cpuUsage().user - before) / 1e6, 'seconds').toBeLessThan(5);
});
