import { describe, expect, it } from 'vitest';
import type { Bounds } from '../../../../compiler/catalogue/steps/define-augmentation.ts';
import { tint, type Tint } from '../../../../runtime/data/augment/photometry.ts';
import { placeOf } from '../../../../runtime/data/augment/tints/patch.ts';
import type { Picture } from '../../../../runtime/data/source.ts';
import golden from '../../../golden/photometry.json' with { type: 'json' };

const [height = 0, width = 0, channels = 0] = golden.shape;
const shape = { height, width, channels };
const { fround } = Math;

/** The picture, its values brought from 0…255 into a range. */
const within = ([low, high]: Bounds): Picture => ({
  ...shape,
  data: Float32Array.from(golden.bytes, (value) => fround(fround(fround(value / 255) * (high - low)) + low)),
});

function worst(actual: Picture, expected: readonly number[]): number {
  expect(actual.data).toHaveLength(expected.length);
  return expected.reduce(
    (most, value, index) => Math.max(most, Math.abs(value - (actual.data[index] ?? NaN))),
    0,
  );
}

const cases = golden.cases.map(
  (each) => [`${each.kind} ${JSON.stringify(each.drawn)} within ${each.range.join(' to ')}`, each] as const,
);

it.each(cases)('%s is Keras’s', (_, { kind, range, drawn, result }) => {
  const bounds = range as unknown as Bounds;
  const size = 'size' in drawn ? { size: drawn.size?.[0] } : {};
  const change = { kind, range: bounds, ...drawn, ...size } as unknown as Tint;
  // A saturation may multiply what is at hand a hundredfold.
  expect(worst(tint(change, within(bounds)), result)).toBeLessThan(2e-6 * (bounds[1] - bounds[0]) + 1e-6);
});

it.each(golden.single)('$kind leaves a channel of one value as it is', ({ kind, result }) => {
  const flat = { ...shape, data: Float32Array.from(golden.flat) };
  expect(worst(tint({ kind, bins: 256, range: [0, 255] } as Tint, flat), result)).toBeLessThan(1e-4);
});

describe('a patch', () => {
  it.each(golden.patches)('at $at of $shares covers what Keras’s does', ({ at, shares, result }) => {
    const sides = shares.map((share) => Math.sqrt(share));
    const place = placeOf(shape, [at[0] ?? 0, at[1] ?? 0], [sides[0] ?? 0, sides[1] ?? 0]);
    const { left, right, top, bottom } = place;
    const colour = [10, 255, 77];
    const patch = Float32Array.from(
      { length: (right - left) * (bottom - top) * channels },
      (_, index) => colour[index % channels] ?? 0,
    );
    const picture = within([0, 255]);
    expect(worst(tint({ kind: 'patch', place, patch }, picture), result)).toBe(0);
    expect([...picture.data], 'the picture itself stays').toEqual(golden.bytes);
  });
});
