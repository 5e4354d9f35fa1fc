import type { Builder } from '../program/builder.ts';
import type { Value } from '../program/ir.ts';
import { batched, batchSize, fixed, known, product } from '../program/size.ts';
import { shapeOf } from './input-shape.ts';
import { type Interpolation, resizingMatrix } from './interpolation.ts';

/** (C, N, A, B) with its last axis resized. */
function resizeLast(
  build: Builder,
  x: Value,
  to: number,
  interpolation: Interpolation,
  antialias: boolean,
): Value {
  const from = known(x.shape[3]);
  if (from === to) return x;
  const [channels = fixed(1), batch = fixed(1), other = fixed(1)] = x.shape;
  const rows = build.op('reshape', [x], {
    shape: [product(product(channels, batch), other), fixed(from)],
  });
  const matrix = build.op('tensorConstant', [], {
    values: resizingMatrix(from, to, interpolation, antialias),
    shape: [from, to],
  });
  const resized = build.op('matmul', [rows, matrix], { transposeA: false, transposeB: false });
  return build.op('reshape', [resized], { shape: [channels, batch, other, fixed(to)] });
}

/**
 * An image (N, H, W, C) at another height and width: a product with a matrix along each axis that changes. Channels go
 * first meanwhile, so that rows of pixels lie together.
 */
export function resizeImage(
  build: Builder,
  x: Value,
  [height, width]: readonly [number, number],
  interpolation: Interpolation,
  antialias = false,
): Value {
  const [fromHeight, fromWidth] = shapeOf(x);
  if (fromHeight === height && fromWidth === width) return x;
  const planes = build.op('transpose', [x], { permutation: [3, 0, 1, 2] });
  const wide = resizeLast(build, planes, width, interpolation, antialias);
  const turned = build.op('transpose', [wide], { permutation: [0, 1, 3, 2] });
  const whole = resizeLast(build, turned, height, interpolation, antialias);
  return build.op('transpose', [whole], { permutation: [1, 3, 2, 0] });
}

/** Each pixel repeated `down` times and `across` times. */
export function repeatPixels(build: Builder, x: Value, down: number, across: number): Value {
  const [height = 1, width = 1, channels = 1] = shapeOf(x);
  const batch = x.shape[0] ?? batchSize;
  const rows = product(batch, fixed(height));
  const apart = build.op('reshape', [x], {
    shape: [rows, fixed(1), fixed(width), fixed(1), fixed(channels)],
  });
  const repeated = build.op('broadcastTo', [apart], {
    shape: [rows, fixed(down), fixed(width), fixed(across), fixed(channels)],
  });
  return build.op('reshape', [repeated], {
    shape: [batch, ...[height * down, width * across, channels].map(fixed)],
  });
}

/** A part of an image. */
export interface Box {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** The pixels of a box. */
export function cropImage(build: Builder, x: Value, { top, left, height, width }: Box): Value {
  const [fromHeight, fromWidth, channels = 1] = shapeOf(x);
  if (height === fromHeight && width === fromWidth) return x;
  return build.op('slice', [x], {
    begin: [0, top, left, 0],
    size: batched([height, width, channels]),
    strides: [1, 1, 1, 1],
  });
}

/** How long an axis is beside `other` in the proportion `target` : `targetOther`, as TensorFlow rounds it. */
const proportional = (other: number, target: number, targetOther: number): number =>
  Math.floor(Math.fround((other * target) / targetOther));

/** The largest box in the middle of an image with the proportions of another size (Keras's `smart_resize`). */
export function boxOfAspect(height: number, width: number, toHeight: number, toWidth: number): Box {
  const boxHeight = Math.max(Math.min(height, proportional(width, toHeight, toWidth)), 1);
  const boxWidth = Math.max(Math.min(width, proportional(height, toWidth, toHeight)), 1);
  return {
    top: Math.floor((height - boxHeight) / 2),
    left: Math.floor((width - boxWidth) / 2),
    height: boxHeight,
    width: boxWidth,
  };
}

/** An image with as much added on both sides as brings it to the proportions of another size. */
export function padToAspect(
  build: Builder,
  x: Value,
  [toHeight, toWidth]: readonly [number, number],
  value: number,
): Value {
  const [height = 1, width = 1] = shapeOf(x);
  const down = Math.floor((Math.max(height, proportional(width, toHeight, toWidth)) - height) / 2);
  const across = Math.floor((Math.max(width, proportional(height, toWidth, toHeight)) - width) / 2);
  if (down === 0 && across === 0) return x;
  return build.op('pad', [x], {
    paddings: [
      [0, 0],
      [down, down],
      [across, across],
      [0, 0],
    ],
    value,
  });
}
