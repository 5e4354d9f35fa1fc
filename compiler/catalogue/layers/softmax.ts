import { defineLayer } from './define-layer.ts';

export const softmax = defineLayer({
  kind: 'Softmax',
  elsewhere: 'Softmax2d',
  doc: 'Exponentials along an axis, divided by their sum.',
  params: { axis: { type: 'axis', default: -1, doc: 'The axis whose values sum to one.' } },
  infer: (_params, input) => input,
  lower({ build }, params, x) {
    const axis = params.axis + 1;
    const last = x.shape.length - 1;
    if (axis === last) return build.op('softmax', [x], {});
    const permutation = x.shape.map((_, index) => (index === axis ? last : index === last ? axis : index));
    const swapped = build.op('transpose', [x], { permutation });
    return build.op('transpose', [build.op('softmax', [swapped], {})], { permutation });
  },
});
