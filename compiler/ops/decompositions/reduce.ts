import type { Builder } from '../builder.ts';
import type { OpNodeOf, Value } from '../../ir/ir.ts';
import { elements, fixed, type SymbolicShape } from '../../ir/extent.ts';
import { extent, sizeScalar } from './count.ts';
import type { Decomposition } from './decomposition.ts';

/** Whether the axes are the last ones of the value. */
export const areLast = (x: Value, axes: readonly number[]): boolean =>
  axes.every((axis, place) => axis === x.shape.length - axes.length + place);

const areFirst = (axes: readonly number[]): boolean => axes.every((axis, place) => axis === place);

const kept = (x: Value, axes: readonly number[]): number[] =>
  x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));

/**
 * A sum over first axes is the product of the transposed matrix with a column of ones; over scattered axes, they
 * move to the end.
 */
export const reduceSum: Decomposition<'reduceSum'> = (build, op) => {
  const [x] = op.inputs as readonly [Value];
  const { axes } = op.attributes;
  if (!areFirst(axes)) return [build.op('reshape', [overLast(build, op, x, 'reduceSum')], shapeOf(op))];
  const rows = extent(x.shape, axes);
  const columns = elements(kept(x, axes).map((axis) => x.shape[axis] ?? fixed(1)));
  const matrix = build.op('reshape', [x], { shape: [rows, columns] });
  const ones = build.constant(1, [fixed(1), rows]);
  const sums = build.op('matmul', [matrix, ones], { transposeA: true, transposeB: true });
  return [build.op('reshape', [sums], shapeOf(op))];
};

/** A mean is a sum over a count. */
export const reduceMean: Decomposition<'reduceMean'> = (build, op) => {
  const [x] = op.inputs as readonly [Value];
  const total = build.op('reduceSum', [x], op.attributes);
  const count = sizeScalar(build, extent(x.shape, op.attributes.axes));
  return [build.op('divide', [total, count], {})];
};

/** A maximum over axes that are not last: they move to the end. */
export const reduceMax: Decomposition<'reduceMax'> = (build, op) => {
  const [x] = op.inputs as readonly [Value];
  if (areLast(x, op.attributes.axes)) throw new RangeError('a maximum over last axes has no decomposition');
  return [build.op('reshape', [overLast(build, op, x, 'reduceMax')], shapeOf(op))];
};

/** The index of a maximum along an axis that is not last: it moves to the end. */
export const argMax: Decomposition<'argMax'> = (build, op) => {
  const [x] = op.inputs as readonly [Value];
  const { axis } = op.attributes;
  const last = x.shape.length - 1;
  if (axis === last) throw new RangeError('argMax over the last axis has no decomposition');
  const turned = build.op('transpose', [x], { permutation: [...kept(x, [axis]), axis] });
  return [build.op('argMax', [turned], { axis: last })];
};

function overLast(
  build: Builder,
  op: OpNodeOf<'reduceSum' | 'reduceMax'>,
  x: Value,
  kind: 'reduceSum' | 'reduceMax',
): Value {
  const { axes } = op.attributes;
  const rest = kept(x, axes);
  const turned = build.op('transpose', [x], { permutation: [...rest, ...axes] });
  return build.op(kind, [turned], { axes: axes.map((_, place) => rest.length + place), keepDims: false });
}

const shapeOf = (op: { readonly outputs: readonly Value[] }): { shape: SymbolicShape } => ({
  shape: op.outputs[0]?.shape ?? [],
});
