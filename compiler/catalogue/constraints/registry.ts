import { defineNamedValue, type NamedValueDefinition } from '../parameters/named-value.ts';
import type { Constraint } from '../parameters/constraint.ts';

const axis = {
  type: 'axes',
  default: [0],
  doc: 'The axes of the weight, from 0, over which a norm is taken: 0 for a Dense kernel, [0, 1, 2] for that of a Conv2D.',
} as const;
const bound = (initial: number, doc: string) =>
  ({ type: 'number', minimum: 0, default: initial, doc }) as const;

/** Every constraint, with Keras's defaults. */
export const constraintDefinitions: readonly NamedValueDefinition<Constraint>[] = [
  defineNamedValue({
    kind: 'max_norm',
    aliases: ['MaxNorm'],
    doc: 'A norm of at most `max_value`.',
    params: { max_value: bound(2, 'The largest norm.'), axis },
    make: (given): Constraint => ({
      ...{ kind: 'min_max_norm', minimum: 0, maximum: given.max_value },
      ...{ rate: 1, axes: given.axis },
    }),
  }),
  defineNamedValue({
    kind: 'min_max_norm',
    aliases: ['MinMaxNorm'],
    doc: 'A norm from `min_value` to `max_value`.',
    params: {
      min_value: bound(0, 'The smallest norm.'),
      max_value: bound(1, 'The largest norm.'),
      rate: { type: 'number', minimum: 0, maximum: 1, default: 1, doc: 'How far each update goes there.' },
      axis,
    },
    make: (given): Constraint => ({
      ...{ kind: 'min_max_norm', minimum: given.min_value, maximum: given.max_value },
      ...{ rate: given.rate, axes: given.axis },
    }),
  }),
  defineNamedValue({
    kind: 'unit_norm',
    aliases: ['UnitNorm'],
    doc: 'A norm of 1.',
    params: { axis },
    make: (given): Constraint => ({ kind: 'unit_norm', axes: given.axis }),
  }),
  defineNamedValue({
    kind: 'non_neg',
    aliases: ['NonNeg'],
    doc: 'No value below 0.',
    params: {},
    make: (): Constraint => ({ kind: 'non_neg' }),
  }),
];
