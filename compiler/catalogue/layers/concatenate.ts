import type { Shape } from '../../sizes/shape.ts';
import { formatSize } from '../../sizes/format-size.ts';
import { add } from '../../sizes/size.ts';
import { defineLayer, type Need, needing } from './define-layer.ts';
import { countProblem, sameAt } from './merge-shapes.ts';
import { formatSizes } from './input-shape.ts';

function matching(first: Shape, other: Shape, axis: number): readonly Need[] {
  if (first.length === other.length) {
    const others = [...first.keys()].filter((index) => index !== axis);
    return sameAt(first, other, others);
  }
  const message = `${formatSizes(first)} and ${formatSizes(other)} have different numbers of axes`;
  return [{ condition: false, problem: () => ({ message }) }];
}

export const concatenate = defineLayer({
  kind: 'Concatenate',
  elsewhere: 'Cat Concat Route',
  doc: 'Tensors one after another along an axis; every other size is the same in all.',
  inputs: 'many',
  params: { axis: { type: 'axis', default: -1, doc: 'The axis along which they follow one another.' } },
  infer({ axis }, first, ...others) {
    const problem = countProblem('Concatenate', 1 + others.length);
    if (problem !== undefined) return problem;
    const total = others.reduce((sum, other) => add(sum, other[axis] ?? 0), first[axis] ?? 0);
    return needing(
      first.with(axis, total),
      others.flatMap((other) => matching(first, other, axis)),
    );
  },
  arithmetic({ axis }, ...inputs) {
    const sizes = inputs.map((input) => input[axis] ?? 0);
    const total = sizes.reduce(add, 0);
    return [`${sizes.map(formatSize).join(' + ')} = ${formatSize(total)}`];
  },
  keeps: ({ axis }, input) => (axis === input.length - 1 ? 'range' : 'sums'),
  lower: ({ build }, { axis }, ...inputs) => build.op('concat', inputs, { axis: axis + 1 }),
});
