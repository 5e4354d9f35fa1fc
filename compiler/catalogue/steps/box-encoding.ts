import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';
import { fixed } from '../../ir/extent.ts';
import type { PrepareStep } from './preparations.ts';

/** A step of `prepare box { … }` that changes the four numbers of a box. */
export type BoxStep = Extract<PrepareStep, { readonly kind: 'Rescaling' | 'SqrtSize' }>;

/** What `prepare` makes of the numbers of a box, in order. */
export const boxEncoding = (field: string, prepare: readonly PrepareStep[]): readonly BoxStep[] =>
  prepare.filter((step): step is BoxStep => step.field === field && step.kind !== 'Resizing');

/** Whether the box can be told from what an encoding made of it. */
export const isReversible = (encoding: readonly BoxStep[]): boolean =>
  encoding.every((step) => step.kind !== 'Rescaling' || step.scale !== 0);

/** Boxes [B, 4] out of what an encoding made of them, the last step first. */
export const decodeBox = (build: Builder, value: Value, encoding: readonly BoxStep[]): Value =>
  encoding.reduceRight<Value>((box, step) => undo(build, box, step), value);

function undo(build: Builder, box: Value, step: BoxStep): Value {
  if (step.kind === 'SqrtSize') {
    // A root below zero, which only a prediction can have, is of a box without extent.
    const size = build.op('square', [build.op('relu', [columns(build, box, 2)], {})], {});
    return build.op('concat', [columns(build, box, 0), size], { axis: 1 });
  }
  const moved = build.op('subtract', [box, build.constant(step.offset)], {});
  return build.op('multiply', [moved, build.constant(1 / step.scale)], {});
}

/** Two of the four numbers of boxes. */
export const columns = (build: Builder, value: Value, from: number, count = 2): Value =>
  build.op('slice', [value], {
    begin: [0, from],
    size: [...value.shape.slice(0, 1), fixed(count)],
    strides: [1, 1],
  });

/** The least value that an encoding gives to a width before one of its roots, where that is below zero. */
export function negativeRoot(encoding: readonly BoxStep[]): number | undefined {
  let range: readonly [number, number] = [0, 1];
  for (const step of encoding) {
    if (step.kind === 'Rescaling') {
      const [a, b] = range.map((value) => value * step.scale + step.offset);
      range = [Math.min(a ?? 0, b ?? 0), Math.max(a ?? 0, b ?? 0)];
    } else if (range[0] < 0) return range[0];
    else range = [Math.sqrt(range[0]), Math.sqrt(range[1])];
  }
  return undefined;
}
