import { defineActivation } from './define-activation.ts';

export const softmax = defineActivation({
  kind: 'softmax',
  doc: '`exp(x) / Σ exp(x)` over the last axis: values above 0 that sum to 1.',
  lower: (build, x) => build.op('softmax', [x], {}),
});
