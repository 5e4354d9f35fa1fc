import { describe, expect, it } from 'vitest';
import type { AugmentStep } from '../../../../compiler/catalogue/steps/augmentations.ts';
import type { Bounds } from '../../../../compiler/catalogue/steps/define-augmentation.ts';
import { gentleSteps } from '../../../../compiler/catalogue/steps/gentle-steps.ts';
import type { Sampling } from '../../../../compiler/catalogue/steps/sampling.ts';
import { augment, withoutDraws } from '../../../../runtime/data/augment/augment.ts';
import {
  moveBox,
  movePicture,
  rotation,
  shear,
  translation,
  zoom,
  type Movement,
} from '../../../../runtime/data/augment/geometry.ts';
import { tint, type Tint } from '../../../../runtime/data/augment/photometry.ts';
import { homography, type CornerShifts } from '../../../../runtime/data/augment/homography.ts';
import { placed } from '../../../../runtime/data/augment/placed.ts';
import { warp, type Affine } from '../../../../runtime/data/augment/warp.ts';
import type { Corners, Picture } from '../../../../runtime/data/source.ts';
import { RandomStream } from '../../../../runtime/random.ts';
import golden from '../../../golden/augmentation.json' with { type: 'json' };

const [height = 0, width = 0, channels = 0] = golden.shape;
const size = { height, width };
const picture = (data: readonly number[]): Picture => ({
  height,
  width,
  channels,
  data: Float32Array.from(data),
});

function expectEqual(actual: Picture, expected: readonly number[], tolerance: number): void {
  expect(actual.data.length).toBe(expected.length);
  const worst = expected.reduce(
    (most, value, index) => Math.max(most, Math.abs(value - (actual.data[index] ?? NaN))),
    0,
  );
  expect(worst).toBeLessThan(tolerance);
}

const maps: Readonly<Record<string, (first: number, second: number) => Affine>> = {
  rotation: (turns) => rotation(turns, size),
  translation: (down, right) => translation(down, right, size),
  zoom: (high, wide) => zoom(high, wide, size),
  shear,
};

describe('any map, way of filling and number of channels', () => {
  /** The plain formula, pixel by pixel. */
  function plainly({ data, ...shape }: Picture, map: Affine, { fill, value }: Sampling): number[] {
    const [a0, a1, a2, b0, b1, b2] = map.map(Math.fround) as unknown as Affine;
    const at = (x: number, y: number, channel: number): number =>
      x >= 0 && x < shape.width && y >= 0 && y < shape.height
        ? (data[(y * shape.width + x) * shape.channels + channel] ?? NaN)
        : value;
    return Array.from({ length: data.length }, (_, index) => {
      const channel = index % shape.channels;
      const pixel = Math.floor(index / shape.channels);
      const [column, row] = [pixel % shape.width, Math.floor(pixel / shape.width)];
      const x = placed(
        Math.fround(Math.fround(Math.fround(a0 * column) + Math.fround(a1 * row)) + a2),
        shape.width,
        fill,
      );
      const y = placed(
        Math.fround(Math.fround(Math.fround(b0 * column) + Math.fround(b1 * row)) + b2),
        shape.height,
        fill,
      );
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const across = (line: number): number =>
        (left + 1 - x) * at(left, line, channel) + (x - left) * at(left + 1, line, channel);
      return (top + 1 - y) * across(top) + (y - top) * across(top + 1);
    });
  }

  const random = new RandomStream(3, 'maps');
  const cases = (['reflect', 'constant', 'wrap', 'nearest'] as const).flatMap((fill) =>
    [1, 3, 4].map((channels) => ({ fill, channels })),
  );
  it.each(cases)('$fill, $channels', ({ fill, channels }) => {
    for (let round = 0; round < 20; round++) {
      const shape = { height: 9, width: 13, channels };
      const length = shape.height * shape.width * channels;
      const bytes = Uint8Array.from({ length }, () => random.below(256));
      // Some that stay within the picture, some that leave it far.
      const apart = round < 10 ? 0.3 : 4;
      const draw = (scale: number): number => (2 * random.uniform() - 1) * scale * apart;
      const map: Affine = [1 + draw(1), draw(1), draw(9), draw(1), 1 + draw(1), draw(9)];
      const sampling: Sampling = { fill, interpolation: 'bilinear', value: 17 };
      const moved = warp({ ...shape, data: Float32Array.from(bytes) }, map, sampling);
      expectEqual(moved, plainly({ ...shape, data: bytes }, map, sampling), 1e-3);
      expect(warp({ ...shape, data: bytes }, map, sampling)).toEqual(moved);
    }
  });
});

describe('given what Keras drew, the numbers are Keras’s', () => {
  it.each(
    golden.warps.map(
      (each) =>
        [`${each.kind} ${each.factors.join(', ')}, ${each.fill_mode}, ${each.interpolation}`, each] as const,
    ),
  )('%s', (_, { kind, factors: [first = 0, second = 0], result, ...options }) => {
    const sampling = {
      fill: options.fill_mode,
      interpolation: options.interpolation,
      value: options.fill_value,
    } as Sampling;
    const map = maps[kind]?.(first, second);
    expectEqual(warp(picture(golden.image), map!, sampling), result, 5e-4);
  });

  it.each(golden.perspectives)('perspective $shifts, $interpolation', ({ interpolation, shifts, result }) => {
    const sampling = { fill: 'constant', interpolation, value: 17 } as Sampling;
    const map = homography(shifts as unknown as CornerShifts, size);
    expectEqual(warp(picture(golden.image), map, sampling), result, 2e-2);
  });

  it.each(golden.flips.map((each) => [each.mode, each.result] as const))('flip %s', (mode, result) => {
    const [horizontal, vertical] = [mode !== 'vertical', mode !== 'horizontal'];
    expectEqual(movePicture({ kind: 'flip', horizontal, vertical }, picture(golden.image)), result, 1e-9);
  });

  it.each(golden.crops)('crop to $height×$width at $top, $left', ({ top, left, result, ...crop }) => {
    const moved = movePicture({ kind: 'crop', top, left, size: crop }, picture(golden.image));
    expect(moved).toMatchObject(crop);
    expectEqual(moved, result, 1e-9);
  });

  it.each(golden.tints)('$kind $factor within $range', ({ kind, factor, range, image, result }) => {
    const [low = 0, high = 0] = range;
    const bounds: Bounds = [low, high];
    const changes: Readonly<Record<string, Tint>> = {
      contrast: { kind: 'contrast', factor, range: bounds },
      brightness: { kind: 'brightness', delta: factor * (high - low), range: bounds },
      grayscale: { kind: 'grayscale' },
    };
    expectEqual(tint(changes[kind]!, picture(image)), result, 1e-6 * (high - low));
  });
});

it('takes the nearest pixel: a half goes away from 0, as in C', () => {
  const row = { height: 1, width: 3, channels: 1, data: Float32Array.of(1, 2, 3) };
  const sampling: Sampling = { fill: 'constant', interpolation: 'nearest', value: 17 };
  const moved = (by: number): number[] => [...warp(row, [1, 0, by, 0, 1, 0], sampling).data];
  expect(moved(-0.5)).toEqual([17, 2, 3]);
  expect(moved(-0.4)).toEqual([1, 2, 3]);
  expect(moved(0.5)).toEqual([2, 3, 17]);
});

/** A white rectangle on black: what of it is at least half white is its box. */
function painted([left, top, right, bottom]: Corners, side: number): Picture {
  const data = new Float32Array(side * side);
  for (let row = top * side; row < bottom * side; row++)
    data.fill(1, row * side + left * side, row * side + right * side);
  return { height: side, width: side, channels: 1, data };
}

function boxIn({ height: rows, width: columns, data }: Picture): Corners {
  const found = [columns, rows, 0, 0] as [number, number, number, number];
  data.forEach((value, index) => {
    if (value < 0.5) return;
    const [x, y] = [index % columns, Math.floor(index / columns)];
    found[0] = Math.min(found[0], x);
    found[1] = Math.min(found[1], y);
    found[2] = Math.max(found[2], x + 1);
    found[3] = Math.max(found[3], y + 1);
  });
  return [found[0] / columns, found[1] / rows, found[2] / columns, found[3] / rows];
}

describe('a box', () => {
  const side = 64;
  const box: Corners = [0.25, 0.375, 0.5, 0.75];
  const square = { height: side, width: side };
  const sampling = { fill: 'constant', interpolation: 'bilinear', value: 0 } as const;
  const corners: CornerShifts = [
    [0, 0],
    [-0.2, 0.4],
    [0.1, -0.25],
    [-0.1, 0.2],
  ];
  const movements: readonly (readonly [string, Movement])[] = [
    ['flip', { kind: 'flip', horizontal: true, vertical: false }],
    ['turn over', { kind: 'flip', horizontal: true, vertical: true }],
    ['crop', { kind: 'crop', top: 10, left: 20, size: { height: 40, width: 30 } }],
    ['quarter turn', { kind: 'warp', map: rotation(0.25, square), sampling }],
    ['eighth of a turn', { kind: 'warp', map: rotation(0.125, square), sampling }],
    ['shift', { kind: 'warp', map: translation(0.25, -0.125, square), sampling }],
    ['zoom', { kind: 'warp', map: zoom(0.75, 1.5, square), sampling }],
    ['slant', { kind: 'warp', map: shear(-0.3, 0.2), sampling }],
    ['perspective', { kind: 'warp', map: homography(corners, square), sampling }],
    ['middle', { kind: 'middle', size: { height: 32, width: 16 } }],
  ];

  it.each(movements)('moves with its picture: %s', (_, movement) => {
    const seen = boxIn(movePicture(movement, painted(box, side)));
    const moved = moveBox(movement, box, square);
    // A corner that points outwards covers less than half of its pixel.
    const tolerance = 1.5 / (movement.kind === 'middle' ? 16 : side);
    moved.forEach((value, index) => expect(Math.abs(value - (seen[index] ?? NaN))).toBeLessThan(tolerance));
  });

  it('keeps its centre in the picture', () => {
    const steps: AugmentStep[] = [
      { kind: 'RandomTranslation', height: [-0.9, 0.9], width: [-0.9, 0.9], sampling },
    ];
    const example = { image: painted(box, side), label: 0, box };
    for (let index = 0; index < 50; index++) {
      const changed = augment(example, steps, new RandomStream(index, 'test'));
      const [left, top, right, bottom] = changed.box ?? [0, 0, 0, 0];
      expect(Math.min(right - left, bottom - top)).toBeGreaterThan(0.12);
    }
  });
});

describe('augment', () => {
  const image: Picture = {
    height: 6,
    width: 8,
    channels: 1,
    data: Float32Array.from({ length: 48 }, (_, index) => index),
  };
  const steps: AugmentStep[] = [
    { kind: 'RandomFlip', horizontal: true, vertical: false },
    { kind: 'RandomCrop', height: 4, width: 4 },
    { kind: 'RandomBrightness', factor: [-0.5, 0.5], range: [0, 255] },
  ];

  it('gives the same for the same stream, and something else for another', () => {
    const example = { image, label: 1 };
    const draw = (path: string): Picture => augment(example, steps, new RandomStream(1, path)).image;
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a').data).not.toEqual(draw('b').data);
    expect(draw('a')).toMatchObject({ height: 4, width: 4 });
  });

  it('draws evenly within the bounds', () => {
    const flat = { image: { ...image, data: new Float32Array(48).fill(128) }, label: 1 };
    const draws = Array.from({ length: 2000 }, (_, index) => {
      const { data } = augment(flat, steps.slice(2), new RandomStream(3, `${index}`)).image;
      return ((data[0] ?? 0) - 128) / 255;
    });
    expect(Math.min(...draws)).toBeLessThan(-0.49);
    expect(Math.max(...draws)).toBeGreaterThan(0.49);
    expect(draws.filter((draw) => draw < 0).length / 2000).toBeCloseTo(0.5, 1);
  });

  it('is the same for every stream of steps that are drawn from others, and leaves the class', () => {
    const range = [0, 255] as const;
    const sampling = { fill: 'reflect', interpolation: 'bilinear', value: 0 } as const;
    const random: AugmentStep = {
      kind: 'RandAugment',
      picks: 1,
      factor: [0.2, 0.5],
      range,
      interpolation: 'bilinear',
      steps: gentleSteps([0.2, 0.5], 'bilinear', range),
    };
    const draw = (path: string): Float32Array =>
      augment({ image, label: 1 }, [random], new RandomStream(1, path)).image.data as Float32Array;
    expect(draw('3')).toEqual(draw('3'));
    const seen = new Set(Array.from({ length: 40 }, (_, index) => draw(`${index}`).join()));
    expect(seen.size).toBeGreaterThan(20);
    const slanted: AugmentStep = { kind: 'RandomShear', x: [0.5, 0.5], y: [0, 0], sampling };
    const shear = (path: number): Float32Array =>
      augment({ image, label: 1 }, [slanted], new RandomStream(1, `${path}`)).image.data as Float32Array;
    expect(new Set(Array.from({ length: 20 }, (_, path) => shear(path).join())).size, 'both ways').toBe(2);
  });

  it('covers a rectangle with noise, and leaves the rest', () => {
    const erasing: AugmentStep = {
      kind: 'RandomErasing',
      probability: [1, 1],
      scale: [0.3, 0.3],
      range: [0, 99],
    };
    const { data } = augment({ image, label: 1 }, [erasing], new RandomStream(5, 'erase')).image;
    const changed = [...data].filter((value, index) => value !== index);
    expect(changed.length).toBeGreaterThanOrEqual(9);
    expect(changed.length).toBeLessThanOrEqual(20);
    expect(changed.every((value) => value >= 0 && value <= 99)).toBe(true);
  });

  it('leaves evaluation alone but for the size: the middle of the picture', () => {
    const { image: middle } = withoutDraws({ image, label: 1 }, steps);
    expect(middle).toMatchObject({ height: 4, width: 4 });
    expect(middle.data[0]).toBeCloseTo(1 + 8 * 0.25 + 0.25, 5);
  });
});

describe('several objects', () => {
  const still = { height: 10, width: 20, channels: 1, data: new Float32Array(200) };
  const objects = [
    { box: [0, 0, 0.2, 0.4], label: 1 },
    { box: [0.6, 0.5, 1, 1], label: 0 },
  ] as const;

  it('are mirrored with their picture', () => {
    const step = { kind: 'RandomFlip', horizontal: true, vertical: false } as const;
    const seen = Array.from({ length: 8 }, (_, seed) =>
      augment({ image: still, label: 0, objects }, [step], new RandomStream(seed, 'flip')),
    );
    const mirrored = [
      { box: [0.8, 0, 1, 0.4], label: 1 },
      { box: [0, 0.5, 0.4, 1], label: 0 },
    ];
    expect(seen.map((each) => each.objects)).toContainEqual(objects);
    const flipped = seen.find((each) => each.objects?.[0]?.box[0] !== 0)?.objects ?? [];
    expect(flipped.map(({ label }) => label)).toEqual([1, 0]);
    flipped.forEach(({ box }, index) => {
      box.forEach((side, corner) => expect(side).toBeCloseTo(mirrored[index]?.box[corner] ?? NaN));
    });
  });

  it('whose centres a crop leaves out are there no longer, and others are cut off at its edge', () => {
    const cropped = augment(
      { image: still, label: 0, objects },
      [{ kind: 'RandomCrop', height: 5, width: 8 }],
      {
        below: (bound: number) => bound - (bound === 6 ? 2 : 4),
        uniform: () => 0,
      } as unknown as RandomStream,
    );
    expect(cropped.objects).toEqual([{ box: [0.375, 0.2, 1, 1], label: 0 }]);
    expect(augment({ image: still, label: 0, objects: [] }, [], new RandomStream(1, 'x')).objects).toEqual(
      [],
    );
  });
});
