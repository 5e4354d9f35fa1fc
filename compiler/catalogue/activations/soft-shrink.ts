import { plus } from './arithmetic.ts';
import { defineActivation } from './define-activation.ts';

export const softShrink = defineActivation({
  kind: 'soft_shrink',
  doc: '`x` brought nearer to zero by 0.5, and no further.',
  lower(build, x) {
    const below = build.op('greater', [build.constant(-0.5), x], {});
    const above = build.op('greater', [x, build.constant(0.5)], {});
    const negative = build.op('select', [below, plus(build, x, 0.5), build.constant(0)], {});
    return build.op('select', [above, plus(build, x, -0.5), negative], {});
  },
});
