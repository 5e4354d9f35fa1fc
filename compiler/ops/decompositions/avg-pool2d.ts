import type { Value } from '../../ir/ir.ts';
import type { Decomposition } from './decomposition.ts';
import { grow, imageOf, sliceTap, tapsOf } from './spatial.ts';
import { windowShares } from './window-shares.ts';

/** The sum of the slices that the taps of the window meet, divided by how many of its cells lie in the image. */
export const avgPool2d: Decomposition<'avgPool2d'> = (build, op) => {
  const [x] = op.inputs as readonly [Value];
  const [y] = op.outputs as readonly [Value];
  const { poolSize, strides, padding } = op.attributes;
  const padded = grow(build, x, padding);
  const { height, width } = imageOf(y);
  const [first, ...rest] = tapsOf(poolSize);
  if (first === undefined) throw new RangeError('a window has cells');
  const met = (tap: readonly [number, number]): Value =>
    sliceTap(build, padded, tap, [height, width], strides);
  const sum = rest.reduce((total, tap) => build.op('add', [total, met(tap)], {}), met(first));
  const shares = windowShares(build, op.attributes, imageOf(x), imageOf(y), 1);
  return [build.op('multiply', [sum, shares], {})];
};
