import { defineActivation } from './define-activation.ts';

export const hardShrink = defineActivation({
  kind: 'hard_shrink',
  doc: '`x` further than 0.5 from zero, else 0.',
  lower(build, x) {
    const isFar = build.op('greater', [build.op('abs', [x], {}), build.constant(0.5)], {});
    return build.op('select', [isFar, x, build.constant(0)], {});
  },
});
