import { batched } from '../../ir/extent.ts';
import { defineLayer } from './define-layer.ts';
import { shapeOf } from './input-shape.ts';

export const repeatVector = defineLayer({
  kind: 'RepeatVector',
  doc: 'A vector `n` times, as the rows of a matrix.',
  params: { n: { type: 'integer', minimum: 1, doc: 'How many rows.' } },
  rank: [1],
  infer: ({ n }, [size = 0]) => [n, size],
  keeps: () => 'sums',
  lower({ build }, { n }, x) {
    const [size = 1] = shapeOf(x);
    const row = build.op('reshape', [x], { shape: batched([1, size]) });
    return build.op('broadcastTo', [row], { shape: batched([n, size]) });
  },
});
