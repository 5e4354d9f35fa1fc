import { plus, times } from './arithmetic.ts';
import { defineActivation } from './define-activation.ts';

export const gelu = defineActivation({
  kind: 'gelu',
  doc: '`x/2 · (1 + erf(x/√2))`: Keras’s default, not the tanh approximation.',
  lower(build, x) {
    const gate = plus(build, build.op('erf', [times(build, x, Math.SQRT1_2)], {}), 1);
    return build.op('multiply', [times(build, x, 0.5), gate], {});
  },
});
