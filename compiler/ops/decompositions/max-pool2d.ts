import type { Value } from '../../ir/ir.ts';
import type { Decomposition } from './decomposition.ts';
import { grow, imageOf, sliceTap, tapsOf } from './spatial.ts';

/** Below every float32 that a network makes. */
export const lowest = -3.4028234663852886e38;

/** The maximum of the slices that the taps of the window meet. */
export const maxPool2d: Decomposition<'maxPool2d'> = (build, op) => {
  const [x] = op.inputs as readonly [Value];
  const [y] = op.outputs as readonly [Value];
  const { poolSize, strides, padding } = op.attributes;
  const padded = grow(build, x, padding, lowest);
  const { height, width } = imageOf(y);
  const [first, ...rest] = tapsOf(poolSize);
  if (first === undefined) throw new RangeError('a window has cells');
  const met = (tap: readonly [number, number]): Value =>
    sliceTap(build, padded, tap, [height, width], strides);
  return [rest.reduce((most, tap) => build.op('maximum', [most, met(tap)], {}), met(first))];
};
