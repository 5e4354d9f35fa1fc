import { type Shape, sizeOf } from '../graph/graph.ts';
import { batched } from '../program/size.ts';
import { defineLayer, isProblem, type Problem } from './define-layer.ts';
import { formatSizes, shapeOf } from './input-shape.ts';

/** The target with -1 replaced by what is left, or why the elements do not come out. */
function fill(target: Shape, input: Shape): Shape | Problem {
  const total = sizeOf(input);
  const written = sizeOf(target.filter((size) => size !== -1));
  const wild = target.filter((size) => size === -1).length;
  const fits = wild === 0 ? written === total : wild === 1 && total % written === 0;
  if (fits) return target.map((size) => (size === -1 ? total / written : size));
  if (wild > 1) return { parameter: 'target_shape', message: 'only one size can be -1' };
  return {
    parameter: 'target_shape',
    message: `${formatSizes(input)} cannot be reshaped to ${formatSizes(target)}`,
    notes: [
      `${input.join(' · ')} = ${total}, but ${target.filter((s) => s !== -1).join(' · ')} = ${written}`,
    ],
  };
}

export const reshape = defineLayer({
  kind: 'Reshape',
  doc: 'The same elements, row by row, in another shape (without the batch); one size may be -1.',
  params: { target_shape: { type: 'shape', wildcard: true, doc: 'The new sizes.' } },
  infer: (params, input) => fill(params.target_shape, input),
  lower(context, params, x) {
    const shape = fill(params.target_shape, shapeOf(x));
    if (isProblem(shape)) throw new RangeError(shape.message);
    return context.build.op('reshape', [x], { shape: batched(shape) });
  },
});
