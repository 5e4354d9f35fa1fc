import type { Value } from '../../ir/ir.ts';
import type { Builder } from '../../ops/builder.ts';

/** The parameter of a loss whose targets are made less certain. */
export const smoothing = {
  label_smoothing: {
    type: 'number',
    minimum: 0,
    maximum: 1,
    default: 0,
    doc: 'By how much targets are drawn towards the same probability for each class (a half for yes and no).',
  },
} as const;

/** `target · (1 − share) + share / count`, as Keras has it. */
export function smoothed(build: Builder, target: Value, share: number, count: number): Value {
  if (share === 0) return target;
  const kept = build.op('multiply', [target, build.constant(1 - share)], {});
  return build.op('add', [kept, build.constant(share / count)], {});
}
