import type { Builder } from '../builder.ts';
import type { TensorType, Value } from '../../ir/ir.ts';
import type { Pair, PoolAttributes } from '../../ir/op-attributes.ts';
import { crop, grow, imageOf, insertZeros, type Margins } from './spatial.ts';

/** What a window's tap takes from an image, put back where it was: (N, H', W', C) → zeros like x but for those cells. */
export function scatterTap(
  build: Builder,
  taken: Value,
  tap: Pair,
  { strides, padding }: PoolAttributes,
  x: TensorType,
): Value {
  const spread = insertZeros(build, taken, strides);
  const from = imageOf(spread);
  const { height, width } = imageOf({ ...spread, shape: x.shape });
  const along = (axis: 0 | 1, size: number, whole: number): Pair => {
    const before = tap[axis] - padding[axis][0];
    return [before, whole - before - size];
  };
  const margins: Margins = [along(0, from.height, height), along(1, from.width, width)];
  return grow(build, crop(build, spread, margins), margins);
}
