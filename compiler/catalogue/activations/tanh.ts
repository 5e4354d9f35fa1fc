import { defineActivation } from './define-activation.ts';

export const tanh = defineActivation({
  kind: 'tanh',
  doc: 'The hyperbolic tangent.',
  lower: (build, x) => build.op('tanh', [x], {}),
});
