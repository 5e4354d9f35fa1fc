import { defineNamedValue, type NamedValueDefinition } from '../parameters/named-value.ts';
import type { Regularizer } from '../parameters/regularizer.ts';

const factor = (name: string, initial: number) =>
  ({ type: 'number', minimum: 0, default: initial, doc: `The factor of ${name}.` }) as const;

const sum = 'the sum of absolute values';
const squares = 'the sum of squares';

/** Every regularizer, with Keras's defaults. */
export const regularizerDefinitions: readonly NamedValueDefinition<Regularizer>[] = [
  defineNamedValue({
    kind: 'l1',
    aliases: ['L1'],
    elsewhere: 'lasso',
    doc: 'A penalty of l1 · Σ |w|.',
    params: { l1: factor(sum, 0.01) },
    make: ({ l1 }): Regularizer => ({ kind: 'l1_l2', l1, l2: 0 }),
  }),
  defineNamedValue({
    kind: 'l2',
    aliases: ['L2'],
    elsewhere: 'weight_decay ridge',
    doc: 'A penalty of l2 · Σ w².',
    params: { l2: factor(squares, 0.01) },
    make: ({ l2 }): Regularizer => ({ kind: 'l1_l2', l1: 0, l2 }),
  }),
  defineNamedValue({
    kind: 'L1L2',
    doc: 'A penalty of l1 · Σ |w| + l2 · Σ w².',
    params: { l1: factor(sum, 0), l2: factor(squares, 0) },
    make: ({ l1, l2 }): Regularizer => ({ kind: 'l1_l2', l1, l2 }),
  }),
];
