import { defineActivation } from './define-activation.ts';

export const sigmoid = defineActivation({
  kind: 'sigmoid',
  elsewhere: 'logistic sigm',
  doc: '`1 / (1 + exp(−x))`.',
  lower: (build, x) => build.op('sigmoid', [x], {}),
});
