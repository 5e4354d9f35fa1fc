import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { outlines } from '../../../runtime/data/shapes/outlines.ts';
import { openShapes, shapeNames } from '../../../runtime/data/shapes/shapes-source.ts';
import type { Example } from '../../../runtime/data/source.ts';
import { exampleOf } from '../../support/examples.ts';
import { testSpan } from '../../support/span.ts';

const spec = {
  kind: 'shapes',
  count: 40,
  height: 32,
  width: 48,
  channels: 3,
  classes: 10,
  span: testSpan,
} as const;

async function examples(
  changes: Partial<Record<'height' | 'width' | 'channels' | 'classes', number>> = {},
  seed = 42,
): Promise<Example[]> {
  const source = openShapes({ ...spec, ...changes }, seed);
  const all: Example[] = [];
  for (let index = 0; index < source.count; index++) all.push(await exampleOf(source, index));
  return all;
}

const digest = (all: readonly Example[]): string => {
  const hash = createHash('sha256');
  for (const { image } of all) hash.update(image.data);
  return hash.digest('hex').slice(0, 16);
};

describe('shapes', () => {
  it('draws the same pictures for the same seed, on every machine', async () => {
    expect(digest(await examples())).toBe('21fa02d876f014e1');
    expect(digest(await examples({}, 43))).not.toBe(digest(await examples()));
  });

  it('takes classes in turn', async () => {
    expect((await examples({ classes: 3 })).map(({ label }) => label).slice(0, 5)).toEqual([0, 1, 2, 0, 1]);
    expect(shapeNames).toEqual([
      'circle',
      'square',
      'triangle',
      'star',
      'cross',
      'ring',
      'crescent',
      'bar',
      'semicircle',
      'pentagon',
    ]);
  });

  it('gives a box around what differs from the ground', async () => {
    for (const { box = [0, 0, 0, 0], image } of await examples()) {
      const [left, top, right, bottom] = box;
      expect([left, top, right, bottom].every((side) => side >= 0 && side <= 1)).toBe(true);
      expect((right - left) * image.width).toBeGreaterThan(3);
      expect((bottom - top) * image.height).toBeGreaterThan(3);
      expect((right - left) * image.width).toBeLessThanOrEqual(32);
    }
  });

  it('works for grey, tiny and lopsided pictures', async () => {
    for (const size of [
      { channels: 1 },
      { height: 4, width: 4 },
      { height: 3, width: 90 },
      { channels: 5 },
    ]) {
      const all = await examples(size);
      expect(
        all.every(({ image }) => image.data.length === image.height * image.width * image.channels),
      ).toBe(true);
    }
  });
});

describe('outlines', () => {
  it('fit the unit circle and reach almost to it', () => {
    for (const { distance } of outlines) {
      let inside = 0;
      let farthest = 0;
      for (let y = -1.25; y <= 1.25; y += 0.02) {
        for (let x = -1.25; x <= 1.25; x += 0.02) {
          if (distance(x, y) >= 0) continue;
          inside++;
          farthest = Math.max(farthest, Math.hypot(x, y));
        }
      }
      expect(inside).toBeGreaterThan(500);
      expect(farthest).toBeLessThanOrEqual(1.01);
      expect(farthest).toBeGreaterThan(0.85);
    }
  });
});
