import { defineActivation } from './define-activation.ts';

export const linear = defineActivation({
  kind: 'linear',
  elsewhere: 'identity none_',
  doc: '`x` itself.',
  lower: (_build, x) => x,
});
