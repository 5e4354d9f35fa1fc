import { defineLayer } from './define-layer.ts';

export const identity = defineLayer({
  kind: 'Identity',
  doc: 'Its input as it is.',
  params: {},
  infer: (_params, input) => input,
  keeps: () => 'sums',
  lower: (_context, _params, x) => x,
});
