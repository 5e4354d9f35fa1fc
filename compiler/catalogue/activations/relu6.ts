import { defineActivation } from './define-activation.ts';

export const relu6 = defineActivation({
  kind: 'relu6',
  doc: '`min(max(x, 0), 6)`: flat at zero and at six themselves.',
  lower: (build, x) => build.op('minimum', [build.constant(6), build.op('relu', [x], {})], {}),
});
