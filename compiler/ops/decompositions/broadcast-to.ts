import type { Value } from '../../ir/ir.ts';
import { fixed, isFixed, sameExtent, type Extent } from '../../ir/extent.ts';
import type { Decomposition } from './decomposition.ts';

/** The value times ones that are long along the repeated axes and one elsewhere. */
export const broadcastTo: Decomposition<'broadcastTo'> = (build, op) => {
  const [x] = op.inputs as readonly [Value];
  const { shape } = op.attributes;
  const lead = shape.length - x.shape.length;
  const ones = build.constant(
    1,
    shape.map((size, axis) => (sameExtent(x.shape[axis - lead] ?? fixed(1), size) ? one(size) : size)),
    x.dtype,
  );
  return [build.op('multiply', [x, ones], {})];
};

const one = (size: Extent): Extent => (isFixed(size) && size.constant === 0 ? size : fixed(1));
