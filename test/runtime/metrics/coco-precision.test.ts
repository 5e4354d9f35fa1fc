import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { FoundBox, TrueBox } from '../../../runtime/metrics/boxes.ts';
import { cocoByClass, cocoPrecision, type CocoPrecision } from '../../../runtime/metrics/coco-precision.ts';

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

it('those of a class by itself are what pycocotools has of it alone, and their mean that of all', () => {
  for (const { truths, found, most, value } of cases) {
    const perClass = cocoByClass(truths, found, most);
    for (const { category, ap, ap50, objects } of perClass) {
      const own = truths.filter((each) => each.category === category);
      const alone = cocoPrecision(own, found, most);
      expect([ap, ap50]).toEqual([alone.ap, alone.ap50]);
      expect(objects).toBe(own.filter(({ ignored }) => ignored !== true).length);
    }
    const mean = perClass.reduce((sum, { ap }) => sum + ap, 0) / perClass.length;
    if (value.ap === null) expect(perClass).toEqual([]);
    else expect(mean).toBeCloseTo(value.ap, 10);
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
