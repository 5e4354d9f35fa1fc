import { defineActivation } from './define-activation.ts';
import { hardSigmoid } from './hard-sigmoid.ts';

export const hardSilu = defineActivation({
  kind: 'hard_silu',
  elsewhere: 'hswish hardswish',
  doc: '`x · hard_sigmoid(x)`.',
  lower: (build, x) => build.op('multiply', [x, hardSigmoid.lower(build, x)], {}),
});
