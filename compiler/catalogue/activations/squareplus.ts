import { plus, times } from './arithmetic.ts';
import { defineActivation } from './define-activation.ts';

export const squareplus = defineActivation({
  kind: 'squareplus',
  doc: '`(x + √(x² + 4)) / 2`.',
  lower(build, x) {
    const root = build.op('sqrt', [plus(build, build.op('square', [x], {}), 4)], {});
    return times(build, build.op('add', [x, root], {}), 0.5);
  },
});
