import { defineLayer } from './define-layer.ts';
import { formatSizes } from './input-shape.ts';

export const permute = defineLayer({
  kind: 'Permute',
  elsewhere: 'Transpose',
  doc: 'The axes in another order; the batch stays first.',
  params: { dims: { type: 'axes', doc: 'Which axis comes first, which second, …, counted from 1.' } },
  infer({ dims }, input) {
    const complete =
      dims.length === input.length &&
      input.every((_, axis) => dims.filter((dim) => dim === axis + 1).length === 1);
    if (complete) return dims.map((dim) => input[dim - 1] ?? 0);
    const wanted = input.map((_, axis) => axis + 1).join(', ');
    return {
      parameter: 'dims',
      message: `${formatSizes(dims)} is no order of the axes ${wanted} of ${formatSizes(input)}`,
    };
  },
  keeps: ({ dims }, input) => (dims.at(-1) === input.length ? 'sums' : 'range'),
  lower: ({ build }, { dims }, x) => build.op('transpose', [x], { permutation: [0, ...dims] }),
});
