import type { Value } from '../../ir/ir.ts';
import { fixed } from '../../ir/extent.ts';
import type { Decomposition } from './decomposition.ts';

/** For each class, whether the index is it; side by side. */
export const oneHot: Decomposition<'oneHot'> = (build, op) => {
  const [indices] = op.inputs as readonly [Value];
  const column = build.op('reshape', [indices], { shape: [...indices.shape, fixed(1)] });
  const parts = Array.from({ length: op.attributes.depth }, (_, index) => {
    const hit = build.op('equal', [column, build.constant(index, [], 'int32')], {});
    return build.op('cast', [hit], { dtype: 'float32' });
  });
  return [build.op('concat', parts, { axis: indices.shape.length })];
};
