import type { Builder } from '../builder.ts';
import type { OpNodeOf, Value } from '../../ir/ir.ts';
import { isFixed, type Extent } from '../../ir/extent.ts';
import type { Decomposition } from './decomposition.ts';
import { scatterTap } from './scatter-tap.ts';
import { imageOf, tapsOf } from './spatial.ts';
import { windowShares } from './window-shares.ts';

/** dy divided by each window's count of cells, put back at every tap; what overlapping windows give adds up. */
export const avgPool2dGrad: Decomposition<'avgPool2dGrad'> = (build, op) => {
  const shared = sharedOut(build, op, 1);
  const [y] = op.outputs as readonly [Value];
  const parts = tapsOf(op.attributes.poolSize);
  const [first, ...rest] = parts;
  if (first === undefined) throw new RangeError('a window has cells');
  const at = (tap: readonly [number, number]): Value => scatterTap(build, shared, tap, op.attributes, y);
  return [rest.reduce((total, tap) => build.op('add', [total, at(tap)], {}), at(first))];
};

/**
 * For engines whose own gradient divides by the whole window, padding included: dy corrected beforehand, spread over
 * the padded image, which is then cropped.
 */
export const avgPool2dGradOfPadded: Decomposition<'avgPool2dGrad'> = (build, op) => {
  const { padding, inputShape, poolSize } = op.attributes;
  const shared = sharedOut(build, op, poolSize[0] * poolSize[1]);
  const [batch, height, width, channels] = inputShape as readonly [Extent, Extent, Extent, Extent];
  if (!isFixed(height) || !isFixed(width)) throw new RangeError('an image has a height and a width');
  const whole = build.op('avgPool2dGrad', [shared], {
    ...op.attributes,
    padding: [
      [0, 0],
      [0, 0],
    ],
    inputShape: [
      batch,
      { constant: height.constant + padding[0][0] + padding[0][1], perBatch: 0 },
      { constant: width.constant + padding[1][0] + padding[1][1], perBatch: 0 },
      channels,
    ],
  });
  return [
    build.op('slice', [whole], {
      begin: [0, padding[0][0], padding[1][0], 0],
      size: inputShape,
      strides: [1, 1, 1, 1],
    }),
  ];
};

function sharedOut(build: Builder, op: OpNodeOf<'avgPool2dGrad'>, whole: number): Value {
  const [dy] = op.inputs as readonly [Value];
  const [dx] = op.outputs as readonly [Value];
  return build.op('multiply', [dy, windowShares(build, op.attributes, imageOf(dx), imageOf(dy), whole)], {});
}
