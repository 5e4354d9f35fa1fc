import type { Builder } from '../builder.ts';
import type { Value } from '../../ir/ir.ts';
import { fixed, known, type Extent } from '../../ir/extent.ts';
import type { Pair } from '../../ir/op-attributes.ts';

/** The axes of a value (N, H, W, C). */
export interface Image {
  readonly batch: Extent;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** The sizes of a value (N, H, W, C), of which only the batch may be unknown. */
export function imageOf(value: Value): Image {
  const [batch, height, width, channels] = value.shape;
  if (batch === undefined) throw new RangeError('an image has four axes');
  return { batch, height: known(height), width: known(width), channels: known(channels) };
}

/** (N, H, W, C) → (N, H·s, W·t, C): each cell followed by s − 1 rows and t − 1 columns of zeros. */
export function insertZeros(build: Builder, x: Value, strides: Pair): Value {
  const [down, across] = strides;
  if (down === 1 && across === 1) return x;
  const { batch, height, width, channels } = imageOf(x);
  const apart = build.op('reshape', [x], {
    shape: [batch, fixed(height), fixed(1), fixed(width), fixed(1), fixed(channels)],
  });
  const none = [0, 0] as const;
  const filled = build.op('pad', [apart], {
    paddings: [none, none, [0, down - 1], none, [0, across - 1], none],
    value: 0,
  });
  return build.op('reshape', [filled], {
    shape: [batch, fixed(height * down), fixed(width * across), fixed(channels)],
  });
}

/** Cells added (or, where negative, taken away) at each side of height and width. */
export type Margins = readonly [vertical: Pair, horizontal: Pair];

/** The taking away that margins ask for; the value itself where none is negative. */
export function crop(build: Builder, x: Value, margins: Margins): Value {
  const { batch, height, width, channels } = imageOf(x);
  const [[top, bottom], [left, right]] = margins.map((pair) =>
    pair.map((cells) => Math.min(cells, 0)),
  ) as unknown as Margins;
  if (top === 0 && bottom === 0 && left === 0 && right === 0) return x;
  return build.op('slice', [x], {
    begin: [0, -top, -left, 0],
    size: [batch, fixed(height + top + bottom), fixed(width + left + right), fixed(channels)],
    strides: [1, 1, 1, 1],
  });
}

/** The adding that margins ask for, filled with `value`; the value itself where none is positive. */
export function grow(build: Builder, x: Value, margins: Margins, value = 0): Value {
  const [vertical, horizontal] = margins.map(positive) as unknown as Margins;
  if (vertical[0] === 0 && vertical[1] === 0 && horizontal[0] === 0 && horizontal[1] === 0) return x;
  return build.op('pad', [x], { paddings: [[0, 0], vertical, horizontal, [0, 0]], value });
}

/** The positive part of a pair. */
export const positive = (pair: Pair): Pair => [Math.max(pair[0], 0), Math.max(pair[1], 0)];

/** The channels from `begin` on. */
export function sliceLast(build: Builder, x: Value, begin: number, count: number): Value {
  const last = x.shape.length - 1;
  return build.op('slice', [x], {
    begin: x.shape.map((_, axis) => (axis === last ? begin : 0)),
    size: x.shape.map((size, axis) => (axis === last ? fixed(count) : size)),
    strides: x.shape.map(() => 1),
  });
}

/** The cells of a padded image that one tap of a window meets, as an image of the window positions. */
export function sliceTap(build: Builder, padded: Value, tap: Pair, positions: Pair, strides: Pair): Value {
  const { batch, channels } = imageOf(padded);
  return build.op('slice', [padded], {
    begin: [0, tap[0], tap[1], 0],
    size: [batch, fixed(positions[0]), fixed(positions[1]), fixed(channels)],
    strides: [1, strides[0], strides[1], 1],
  });
}

/** Every tap of a window, row by row. */
export const tapsOf = (window: Pair): readonly Pair[] =>
  Array.from(
    { length: window[0] * window[1] },
    (_, index) => [Math.floor(index / window[1]), index % window[1]] as const,
  );
