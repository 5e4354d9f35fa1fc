import { plus } from './arithmetic.ts';
import { defineActivation } from './define-activation.ts';

export const softsign = defineActivation({
  kind: 'softsign',
  doc: '`x / (1 + |x|)`.',
  lower: (build, x) => build.op('divide', [x, plus(build, build.op('abs', [x], {}), 1)], {}),
});
