import { defineLayer, type Problem } from './define-layer.ts';
import type { Shape } from '../graph/graph.ts';
import { countProblem, differ } from './merge-shapes.ts';
import { formatSizes } from './input-shape.ts';

function mismatch(first: Shape, other: Shape, axis: number): Problem | undefined {
  if (first.length !== other.length) {
    return { message: `${formatSizes(first)} and ${formatSizes(other)} have different numbers of axes` };
  }
  const apart = first.flatMap((size, index) => (index === axis || size === other[index] ? [] : [index]));
  return apart.length === 0 ? undefined : differ(first, other, apart);
}

export const concatenate = defineLayer({
  kind: 'Concatenate',
  doc: 'Tensors one after another along an axis; every other size is the same in all.',
  inputs: 'many',
  params: { axis: { type: 'axis', default: -1, doc: 'The axis along which they follow one another.' } },
  infer({ axis }, first, ...others) {
    const problem =
      countProblem('Concatenate', 1 + others.length) ??
      others.flatMap((other) => mismatch(first, other, axis) ?? [])[0];
    const total = others.reduce((sum, other) => sum + (other[axis] ?? 0), first[axis] ?? 0);
    return problem ?? first.with(axis, total);
  },
  lower: ({ build }, { axis }, ...inputs) => build.op('concat', inputs, { axis: axis + 1 }),
});
