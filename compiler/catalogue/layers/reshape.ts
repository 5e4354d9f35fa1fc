import { type Shape, sizeOf } from '../../sizes/shape.ts';
import { batched } from '../../ir/extent.ts';
import { all, atLeast, type Condition, equal } from '../../sizes/condition.ts';
import { formatFactor, formatSize } from '../../sizes/format-size.ts';
import { divideExactly, floorDivide, remainder, type Size } from '../../sizes/size.ts';
import { concreteShape, defineLayer, type Inference, needing, type Problem } from './define-layer.ts';
import { formatSizes, shapeOf } from './input-shape.ts';

/** The target with -1 replaced by what is left, or why the elements do not come out. */
function fill(target: Shape, input: Shape): Inference {
  const parameter = 'target_shape';
  const total = sizeOf(input);
  const known = target.filter((size) => size !== -1);
  const written = sizeOf(known);
  if (target.length - known.length > 1) return { parameter, message: 'only one size can be -1' };
  const problem = (): Problem => ({
    parameter,
    message: `${formatSizes(input)} cannot be reshaped to ${formatSizes(target)}`,
    notes: [`${product(input)} = ${formatSize(total)}, but ${product(known)} = ${formatSize(written)}`],
  });
  const open = known.filter((size) => typeof size !== 'number').map((size) => atLeast(size, 1));
  const { size, condition } =
    target.length === known.length ? { size: 1, condition: equal(written, total) } : missing(total, written);
  const shape = target.map((each) => (each === -1 ? size : each));
  return needing(shape, [{ condition: all([...open, condition]), problem }]);
}

/** What -1 stands for beside sizes of `written` elements in all, and when there is such a size. */
function missing(total: Size, written: Size): { readonly size: Size; readonly condition: Condition } {
  const exact = divideExactly(total, written);
  if (exact !== undefined) return { size: exact, condition: true };
  if (typeof written !== 'number') return { size: 1, condition: false };
  return { size: floorDivide(total, written), condition: equal(remainder(total, written), 0) };
}

const product = (shape: Shape): string => shape.map(formatFactor).join(' · ');

export const reshape = defineLayer({
  kind: 'Reshape',
  elsewhere: 'Unflatten View Squeeze View2d',
  doc: 'The same elements, row by row, in another shape (without the batch); one size may be -1.',
  params: { target_shape: { type: 'shape', wildcard: true, doc: 'The new sizes.' } },
  infer: (params, input) => fill(params.target_shape, input),
  keeps: () => 'sums',
  lower(context, params, x) {
    const shape = concreteShape(fill(params.target_shape, shapeOf(x)));
    return context.build.op('reshape', [x], { shape: batched(shape) });
  },
});
