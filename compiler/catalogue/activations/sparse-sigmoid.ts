import { plus, times } from './arithmetic.ts';
import { defineActivation } from './define-activation.ts';

export const sparseSigmoid = defineActivation({
  kind: 'sparse_sigmoid',
  doc: '0 up to −1, 1 from 1 on, and a line between them, flat at both ends.',
  lower(build, x) {
    const rising = build.op('minimum', [build.constant(2), build.op('relu', [plus(build, x, 1)], {})], {});
    return times(build, rising, 0.5);
  },
});
