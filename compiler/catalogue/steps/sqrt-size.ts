import { definePreparation } from './define-preparation.ts';

export const sqrtSize = definePreparation({
  kind: 'SqrtSize',
  doc: 'Of a box by its centre: the square roots of width and height in their place.',
  params: {},
  make: () => ({}),
});
