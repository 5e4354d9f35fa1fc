import { batched } from '../../ir/extent.ts';
import { all, atLeast } from '../../sizes/condition.ts';
import { formatSize } from '../../sizes/format-size.ts';
import { add, subtract } from '../../sizes/size.ts';
import { defineLayer, needing, type Problem } from './define-layer.ts';
import { formatSizes, shapeOf } from './input-shape.ts';

const firstOf = (start: number, whole: number): number => (start < 0 ? start + whole : start);

export const slice = defineLayer({
  kind: 'Slice',
  doc: 'Some positions of an axis, one after another: a part of which custom layers are made.',
  params: {
    axis: { type: 'axis', doc: 'The axis.' },
    start: { type: 'integer', doc: 'The first position, from 0; below 0: counted from the end.' },
    size: { type: 'integer', minimum: 1, doc: 'How many positions.' },
  },
  infer({ axis, start, size }, input) {
    const whole = input[axis] ?? 0;
    const first = start < 0 ? add(whole, start) : start;
    const after = subtract(whole, first);
    const problem = (): Problem => ({
      parameter: atLeast(first, 0) === false || atLeast(after, 1) === false ? 'start' : 'size',
      message: `axis ${axis + 1} of ${formatSizes(input)} has no ${size} positions from ${start}`,
      notes: [
        atLeast(first, 0) === true
          ? `${formatSize(first)} + ${size} > ${formatSize(whole)}`
          : `${formatSize(whole)} − ${-start} < 0`,
      ],
    });
    const condition = all([atLeast(first, 0), atLeast(after, size)]);
    return needing(input.with(axis, size), [{ condition, problem }]);
  },
  keeps: ({ axis }, input) => (axis === input.length - 1 ? 'range' : 'sums'),
  lower({ build }, { axis, start, size }, x) {
    const input = shapeOf(x);
    const first = firstOf(start, input[axis] ?? 0);
    return build.op('slice', [x], {
      begin: x.shape.map((_, index) => (index === axis + 1 ? first : 0)),
      size: batched(input.with(axis, size)),
      strides: x.shape.map(() => 1),
    });
  },
});
