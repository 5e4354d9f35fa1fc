import { defineLayer } from './define-layer.ts';

export const oneHot = defineLayer({
  kind: 'OneHot',
  doc: 'One more axis, the last: 1 at the position that a whole number names, else 0; of a number that names none, 0 throughout. No gradient goes through it.',
  params: { num_classes: { type: 'integer', minimum: 1, maximum: 65_536, doc: 'How many positions.' } },
  unsupported: { axis: 'the new axis is the last; `Permute` moves it', sparse: 'tensors are dense' },
  infer: ({ num_classes: count }, input) => [...input, count],
  lower({ build }, { num_classes: depth }, x) {
    return build.op('oneHot', [build.op('cast', [x], { dtype: 'int32' })], { depth });
  },
});
