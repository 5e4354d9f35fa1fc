import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SourceOf } from '../../../compiler/catalogue/sources/registry.ts';
import { openShapes } from '../../../runtime/data/shapes/shapes-source.ts';
import type { Corners, Example } from '../../../runtime/data/source.ts';
import { exampleOf } from '../../support/examples.ts';
import { testSpan } from '../../support/span.ts';

const spec: SourceOf<'shapes'> = {
  ...{ kind: 'shapes', count: 60, height: 64, width: 80, channels: 1, classes: 4, span: testSpan },
  objects: { least: 0, most: 6 },
};

async function drawn(changes: Partial<SourceOf<'shapes'>> = {}, seed = 7): Promise<readonly Example[]> {
  const source = openShapes({ ...spec, ...changes }, seed);
  return Promise.all(Array.from({ length: source.count }, (_, index) => exampleOf(source, index)));
}

const overlap = (a: Corners, b: Corners): number =>
  Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0])) *
  Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));

const area = (box: Corners): number => overlap(box, box);

describe('shapes with several objects', () => {
  it('draws the same pictures for the same seed, on every machine', async () => {
    const hash = createHash('sha256');
    for (const { image, objects } of await drawn()) hash.update(image.data).update(JSON.stringify(objects));
    expect(hash.digest('hex').slice(0, 16)).toBe('434baf1ce0933ee2');
  });

  it('differ in number, kind and size, and some pictures have none', async () => {
    const lists = (await drawn()).map(({ objects = [] }) => objects);
    expect(new Set(lists.map(({ length }) => length))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
    const objects = lists.flat();
    expect(new Set(objects.map(({ label }) => label))).toEqual(new Set([0, 1, 2, 3]));
    const areas = objects.map(({ box }) => area(box)).sort((a, b) => a - b);
    expect((areas.at(-1) ?? 0) / (areas[0] ?? 1)).toBeGreaterThan(4);
  });

  it('lie within their pictures and hardly overlap', async () => {
    for (const { objects = [] } of await drawn()) {
      for (const [index, { box }] of objects.entries()) {
        expect(Math.min(...box)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...box)).toBeLessThanOrEqual(1);
        expect(area(box)).toBeGreaterThan(0);
        for (const other of objects.slice(index + 1))
          expect(overlap(box, other.box)).toBeLessThan(0.3 * Math.min(area(box), area(other.box)));
      }
    }
  });

  it('are as many as is asked for where they have room, and no more where they have none', async () => {
    const five = await drawn({ objects: { least: 5, most: 5 } });
    expect(five.filter(({ objects }) => objects?.length === 5).length).toBeGreaterThan(55);
    const crowded = await drawn({ count: 2, objects: { least: 100, most: 100 } });
    for (const { objects = [] } of crowded) expect(objects.length).toBeLessThan(60);
  });

  it('tells other data by what there is in a picture', () => {
    const { objects, ...one } = spec;
    const of = (changes: object): string => openShapes({ ...one, ...changes }, 7).fingerprint;
    expect(of({})).not.toBe(of({ objects }));
    expect(of({ objects: { least: 1, most: 6 } })).not.toBe(of({ objects }));
  });
});
