import { defineLayer } from './define-layer.ts';

export const argMax = defineLayer({
  kind: 'ArgMax',
  doc: 'The position, from 0, of the largest value along an axis, which goes; the first of equal ones. No gradient goes through it.',
  params: { axis: { type: 'axis', default: -1, doc: 'The axis.' } },
  infer: ({ axis }, input) => input.filter((_, index) => index !== axis),
  lower({ build }, { axis }, x) {
    return build.op('cast', [build.op('argMax', [x], { axis: axis + 1 })], { dtype: 'float32' });
  },
});
