import { defineActivation } from './define-activation.ts';

export const exponential = defineActivation({
  kind: 'exponential',
  elsewhere: 'exp',
  doc: '`exp(x)`.',
  lower: (build, x) => build.op('exp', [x], {}),
});
