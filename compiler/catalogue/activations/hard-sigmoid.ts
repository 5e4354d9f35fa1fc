import { plus, times } from './arithmetic.ts';
import { defineActivation } from './define-activation.ts';
import { relu6 } from './relu6.ts';

export const hardSigmoid = defineActivation({
  kind: 'hard_sigmoid',
  doc: '`min(max(x + 3, 0), 6) / 6`.',
  lower: (build, x) => times(build, relu6.lower(build, plus(build, x, 3)), 1 / 6),
});
