import { fixed, known } from '../../ir/extent.ts';
import type { Value } from '../../ir/ir.ts';
import { defineActivation } from './define-activation.ts';

export const glu = defineActivation({
  kind: 'glu',
  halves: true,
  doc: 'The first half of the last axis, let through by the sigmoid of the second.',
  lower(build, x) {
    const half = known(x.shape.at(-1)) / 2;
    const part = (from: number): Value =>
      build.op('slice', [x], {
        begin: x.shape.map((_, axis) => (axis === x.shape.length - 1 ? from : 0)),
        size: [...x.shape.slice(0, -1), fixed(half)],
        strides: x.shape.map(() => 1),
      });
    return build.op('multiply', [part(0), build.op('sigmoid', [part(half)], {})], {});
  },
});
