import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';
import { batchSize, fixed, known, product } from '../../ir/extent.ts';
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
