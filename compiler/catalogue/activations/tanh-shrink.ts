import { defineActivation } from './define-activation.ts';

export const tanhShrink = defineActivation({
  kind: 'tanh_shrink',
  doc: '`x − tanh(x)`.',
  lower: (build, x) => build.op('subtract', [x, build.op('tanh', [x], {})], {}),
});
