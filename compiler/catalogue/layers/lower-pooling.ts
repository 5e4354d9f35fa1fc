import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';
import { batched, batchSize, fixed, scale } from '../../ir/extent.ts';
import { shapeOf } from './input-shape.ts';
import { type Window, paddingOf, pair } from './window.ts';

export type PoolOp = 'maxPool2d' | 'avgPool2d';

function overImage(build: Builder, op: PoolOp, window: Window, x: Value): Value {
  return build.op(op, [x], {
    poolSize: pair(window.size),
    strides: pair(window.strides),
    padding: paddingOf(window, shapeOf(x)),
  });
}

/** One axis of a window as a window over rows. */
const rowsOf = (window: Window, axis: number): Window => ({
  ...window,
  size: [window.size[axis] ?? 1, 1],
  strides: [window.strides[axis] ?? 1, 1],
  dilation: [1, 1],
});

/** As an image of one column. */
function overSequence(build: Builder, op: PoolOp, window: Window, x: Value): Value {
  const [length = 1, channels = 1] = shapeOf(x);
  const column = build.op('reshape', [x], { shape: batched([length, 1, channels]) });
  const pooled = overImage(build, op, rowsOf(window, 0), column);
  return build.op('reshape', [pooled], { shape: batched([shapeOf(pooled)[0] ?? 1, channels]) });
}

/**
 * Every slice of the volume first, then through depth: a maximum of maxima is the maximum, and as the cells of a window
 * that lie in the volume are a box, the mean of means is the mean.
 */
function overVolume(build: Builder, op: PoolOp, window: Window, x: Value): Value {
  const [depth = 1, height = 1, width = 1, channels = 1] = shapeOf(x);
  const images = build.op('reshape', [x], {
    shape: [scale(batchSize, depth), fixed(height), fixed(width), fixed(channels)],
  });
  const across = { ...window, size: window.size.slice(1), strides: window.strides.slice(1) };
  const slices = overImage(build, op, across, images);
  const [, rows = fixed(1), columns = fixed(1)] = slices.shape;
  const pixels = rows.constant * columns.constant;
  const stack = build.op('reshape', [slices], { shape: batched([depth, pixels, channels]) });
  const pooled = overImage(build, op, rowsOf(window, 0), stack);
  const through = shapeOf(pooled)[0] ?? 1;
  return build.op('reshape', [pooled], {
    shape: batched([through, rows.constant, columns.constant, channels]),
  });
}

/** How a window is pooled over one, two or three axes. */
export const poolings = [undefined, overSequence, overImage, overVolume];
