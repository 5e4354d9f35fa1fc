import type { Value } from '../../ir/ir.ts';
import type { Builder } from '../../ops/builder.ts';
import { isPositive, times } from './arithmetic.ts';
import { defineActivation } from './define-activation.ts';

/** `x` where it is positive, else `slope · x`. */
export const leakyRelu = (build: Builder, x: Value, slope: number): Value =>
  build.op('select', [isPositive(build, x), x, times(build, x, slope)], {});

export const leakyReluActivation = defineActivation({
  kind: 'leaky_relu',
  elsewhere: 'leaky lrelu leakyrelu',
  doc: '`x` where it is positive, else `0.2 · x`.',
  lower: (build, x) => leakyRelu(build, x, 0.2),
});
