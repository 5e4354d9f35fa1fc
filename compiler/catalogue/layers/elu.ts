import { elu as lowerElu } from '../activations/elu.ts';
import { defineLayer } from './define-layer.ts';

export const elu = defineLayer({
  kind: 'ELU',
  doc: 'x where it is positive, else `alpha · (eˣ - 1)`.',
  params: { alpha: { type: 'number', default: 1, doc: 'What it comes down to is -alpha.' } },
  infer: (_params, input) => input,
  lower: ({ build }, params, x) => lowerElu(build, x, params.alpha),
});
