import { defineActivation } from './define-activation.ts';

export const silu = defineActivation({
  kind: 'silu',
  doc: '`x · sigmoid(x)`.',
  lower: (build, x) => build.op('multiply', [x, build.op('sigmoid', [x], {})], {}),
});
