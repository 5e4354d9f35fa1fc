import { plus, times } from './arithmetic.ts';
import { defineActivation } from './define-activation.ts';

export const sparsePlus = defineActivation({
  kind: 'sparse_plus',
  doc: '0 up to −1, `x` from 1 on, and between them `(x + 1)² / 4`.',
  lower(build, x) {
    const bend = times(build, build.op('square', [plus(build, x, 1)], {}), 0.25);
    const above = build.op('select', [build.op('greaterEqual', [x, build.constant(1)], {}), x, bend], {});
    return build.op(
      'select',
      [build.op('greater', [x, build.constant(-1)], {}), above, build.constant(0)],
      {},
    );
  },
});
