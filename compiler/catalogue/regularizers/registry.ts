import { defineNamedValue, type NamedValueDefinition } from '../parameters/named-value.ts';
import type { Regularizer } from '../parameters/regularizer.ts';

const factor = (name: string, initial: number) =>
  ({ type: 'number', minimum: 0, default: initial, doc: `The factor of ${name}.` }) as const;

const sum = 'the sum of absolute values';
const squares = 'the sum of squares';

/** Every regularizer, with Keras's defaults. */
export const regularizerDefinitions: readonly NamedValueDefinition<Regularizer>[] = [
  defineNamedValue({
    name: 'L1',
    words: ['l1'],
    params: { l1: factor(sum, 0.01) },
    make: ({ l1 }): Regularizer => ({ kind: 'l1_l2', l1, l2: 0 }),
  }),
  defineNamedValue({
    name: 'L2',
    words: ['l2'],
    params: { l2: factor(squares, 0.01) },
    make: ({ l2 }): Regularizer => ({ kind: 'l1_l2', l1: 0, l2 }),
  }),
  defineNamedValue({
    name: 'L1L2',
    // Keras has no word for it: its own would be no penalty at all.
    words: [],
    params: { l1: factor(sum, 0), l2: factor(squares, 0) },
    make: ({ l1, l2 }): Regularizer => ({ kind: 'l1_l2', l1, l2 }),
  }),
];
