import { defineLayer } from './define-layer.ts';

export const stopGradient = defineLayer({
  kind: 'StopGradient',
  doc: 'The values as they are; no gradient goes back through them.',
  params: {},
  infer: (_params, input) => input,
  keeps: () => 'sums',
  // A cast has no gradient, and one to the same numbers is no work.
  lower: ({ build }, _params, x) => build.op('cast', [x], { dtype: 'float32' }),
});
