import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';
import { type AnyLayerDefinition, defineLayer, type Keeps } from './define-layer.ts';
import { alignValues, broadcastAll, countProblem } from './merge-shapes.ts';

type Merging = 'add' | 'subtract' | 'multiply' | 'divide' | 'maximum' | 'minimum';

interface MergeFacts {
  readonly kind: string;
  readonly doc: string;
  readonly op: Merging;
  /** How many tensors it takes, where not any number from two. */
  readonly count?: number;
  readonly keeps?: Keeps;
  /** What is done to the result of merging so many. */
  readonly finish?: (build: Builder, result: Value, count: number) => Value;
}

/** An elementwise merge; sizes of 1 are repeated, and missing axes in front are sizes of 1. */
const defineMerge = ({ kind, doc, op, count, keeps, finish }: MergeFacts): AnyLayerDefinition =>
  defineLayer({
    kind,
    doc: `${doc} Sizes of 1 are repeated; axes that one lacks in front count as 1.`,
    inputs: 'many',
    params: {},
    ...(keeps === undefined ? {} : { keeps: () => keeps }),
    infer: (_params, ...inputs) => countProblem(kind, inputs.length, count) ?? broadcastAll(inputs),
    lower({ build }, _params, ...inputs) {
      const merged = alignValues(build, inputs).reduce((sofar, next) => build.op(op, [sofar, next], {}));
      return finish === undefined ? merged : finish(build, merged, inputs.length);
    },
  });

export const add = defineMerge({ kind: 'Add', doc: 'The sum of tensors.', op: 'add' });
export const subtract = defineMerge({
  kind: 'Subtract',
  doc: 'The current tensor less the other one.',
  op: 'subtract',
  count: 2,
});
export const multiply = defineMerge({ kind: 'Multiply', doc: 'The product of tensors.', op: 'multiply' });
export const divide = defineMerge({
  kind: 'Divide',
  doc: 'The current tensor divided by the other one.',
  op: 'divide',
  count: 2,
});
export const average = defineMerge({
  kind: 'Average',
  doc: 'The mean of tensors.',
  op: 'add',
  keeps: 'sums',
  finish: (build, sum, count) => build.op('multiply', [sum, build.constant(1 / count)], {}),
});
export const maximum = defineMerge({
  kind: 'Maximum',
  doc: 'The largest of tensors.',
  op: 'maximum',
  keeps: 'range',
});
export const minimum = defineMerge({
  kind: 'Minimum',
  doc: 'The smallest of tensors.',
  op: 'minimum',
  keeps: 'range',
});
