import { defineActivation } from './define-activation.ts';
import { softplus } from './softplus.ts';

export const logSigmoid = defineActivation({
  kind: 'log_sigmoid',
  doc: 'The logarithm of `sigmoid`.',
  lower: (build, x) => build.op('negate', [softplus.lower(build, build.op('negate', [x], {}))], {}),
});
