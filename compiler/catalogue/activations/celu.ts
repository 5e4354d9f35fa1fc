import { atLeast, atMost, plus } from './arithmetic.ts';
import { defineActivation } from './define-activation.ts';

export const celu = defineActivation({
  kind: 'celu',
  doc: '`max(x, 0) + min(exp(x) − 1, 0)`: its slope at zero is both of theirs, as Keras has it.',
  lower: (build, x) =>
    build.op('add', [atLeast(build, x, 0), plus(build, build.op('exp', [atMost(build, x, 0)], {}), -1)], {}),
});
