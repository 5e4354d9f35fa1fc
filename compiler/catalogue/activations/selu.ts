import { expBelow, times } from './arithmetic.ts';
import { defineActivation } from './define-activation.ts';

/** Klambauer et al. 2017, equation 2, with Keras's constants. */
const alpha = 1.6732632423543772;
const scale = 1.0507009873554805;

export const selu = defineActivation({
  kind: 'selu',
  doc: '`1.0507 · x` where it is positive, else `1.7581 · (exp(x) − 1)` (Klambauer et al. 2017); its slope at zero is that from above, as TensorFlow has it.',
  lower(build, x) {
    const above = build.op('greaterEqual', [x, build.constant(0)], {});
    const below = times(build, expBelow(build, x, above), alpha);
    return times(build, build.op('select', [above, x, below], {}), scale);
  },
});
