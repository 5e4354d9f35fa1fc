import type { Builder } from '../builder.ts';
import type { Value } from '../../ir/ir.ts';
import { fixedShape } from '../../ir/extent.ts';
import type { PoolAttributes } from '../../ir/op-attributes.ts';
import type { Image } from './spatial.ts';

/**
 * (1, H', W', 1): `whole` divided by the number of a window's cells that lie in the image; made of runs of equal
 * numbers along each axis.
 */
export function windowShares(
  build: Builder,
  { poolSize, strides, padding }: PoolAttributes,
  from: Image,
  to: Image,
  whole: number,
): Value {
  const along = (axis: 0 | 1, size: number, positions: number): Value => {
    const counts = Array.from({ length: positions }, (_, index) => {
      const begin = index * strides[axis] - padding[axis][0];
      return Math.min(begin + poolSize[axis], size) - Math.max(begin, 0);
    });
    return runs(
      build,
      counts.map((count) => 1 / count),
      axis,
    );
  };
  const rows = along(0, from.height, to.height);
  const columns = along(1, from.width, to.width);
  const shares = build.op('multiply', [rows, columns], {});
  return whole === 1 ? shares : build.op('multiply', [shares, build.constant(whole)], {});
}

/** Numbers along the height (axis 0) or width (axis 1) of an otherwise single cell. */
function runs(build: Builder, numbers: readonly number[], axis: 0 | 1): Value {
  const lengths: { value: number; length: number }[] = [];
  for (const value of numbers) {
    const last = lengths.at(-1);
    if (last?.value === value) last.length += 1;
    else lengths.push({ value, length: 1 });
  }
  const parts = lengths.map(({ value, length }) =>
    build.constant(value, fixedShape(axis === 0 ? [1, length, 1, 1] : [1, 1, length, 1])),
  );
  return build.op('concat', parts, { axis: axis + 1 });
}
