import { defineActivation } from './define-activation.ts';

export const logSoftmax = defineActivation({
  kind: 'log_softmax',
  doc: 'The logarithm of `softmax`.',
  lower: (build, x) => build.op('logSoftmax', [x], {}),
});
