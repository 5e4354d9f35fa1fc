import { plus, times } from './arithmetic.ts';
import { defineActivation } from './define-activation.ts';

/** max(x, 0) + ln(1 + exp(−|x|)), with (x + |x|) / 2 as the maximum: its slope at zero is a half. */
export const softplus = defineActivation({
  kind: 'softplus',
  doc: '`ln(1 + exp(x))`.',
  lower(build, x) {
    const size = build.op('abs', [x], {});
    const positive = times(build, build.op('add', [x, size], {}), 0.5);
    const decay = build.op('exp', [build.op('negate', [size], {})], {});
    return build.op('add', [positive, build.op('log', [plus(build, decay, 1)], {})], {});
  },
});
