import { defineActivation } from './define-activation.ts';

export const relu = defineActivation({
  kind: 'relu',
  doc: '`max(x, 0)`.',
  lower: (build, x) => build.op('relu', [x], {}),
});
