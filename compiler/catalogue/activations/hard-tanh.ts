import { atLeast, atMost } from './arithmetic.ts';
import { defineActivation } from './define-activation.ts';

export const hardTanh = defineActivation({
  kind: 'hard_tanh',
  doc: '`min(max(x, −1), 1)`.',
  lower: (build, x) => atMost(build, atLeast(build, x, -1), 1),
});
