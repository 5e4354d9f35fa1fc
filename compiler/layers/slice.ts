import { batched } from '../program/size.ts';
import { defineLayer } from './define-layer.ts';
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
    const first = firstOf(start, whole);
    if (first >= 0 && first + size <= whole) return input.with(axis, size);
    return {
      parameter: first < 0 || first >= whole ? 'start' : 'size',
      message: `axis ${axis + 1} of ${formatSizes(input)} has no ${size} positions from ${start}`,
      notes: [first < 0 ? `${whole} − ${-start} < 0` : `${first} + ${size} > ${whole}`],
    };
  },
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
