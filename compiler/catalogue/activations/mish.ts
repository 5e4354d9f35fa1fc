import { defineActivation } from './define-activation.ts';
import { softplus } from './softplus.ts';

export const mish = defineActivation({
  kind: 'mish',
  doc: '`x · tanh(softplus(x))`.',
  lower: (build, x) => build.op('multiply', [x, build.op('tanh', [softplus.lower(build, x)], {})], {}),
});
