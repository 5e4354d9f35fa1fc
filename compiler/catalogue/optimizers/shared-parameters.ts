import type { ParameterTable } from '../parameters/parameters.ts';

const limit = (doc: string) =>
  ({ type: 'number', exclusiveMinimum: 0, nullable: true, default: null, doc }) as const;

/** Parameters that every optimizer has, behind its own (keras/src/optimizers/base_optimizer.py). */
export const sharedParameters = {
  weight_decay: {
    type: 'number',
    minimum: 0,
    nullable: true,
    default: null,
    doc: 'The share of itself, times the rate, that a weight loses before each update (Loshchilov and Hutter 2017); it is no part of the gradient.',
  },
  clipnorm: limit('The greatest norm of the gradient of each weight: a longer one is shortened.'),
  clipvalue: limit('The greatest size of each number of a gradient.'),
  global_clipnorm: limit('The greatest norm of all gradients together.'),
  use_ema: {
    type: 'boolean',
    default: false,
    doc: 'Whether the model is the moving average of the weights that are trained: it is what is validated, tested and kept, and where the next phase begins.',
  },
  ema_momentum: {
    type: 'number',
    minimum: 0,
    maximum: 1,
    default: 0.99,
    doc: 'How much of the average is kept in each update.',
  },
  ema_overwrite_frequency: {
    type: 'integer',
    minimum: 1,
    nullable: true,
    default: null,
    doc: 'After how many updates the average takes the place of the weights that are trained.',
  },
} as const satisfies ParameterTable;

/** Those of which one at most is given. */
export const clippings = ['clipnorm', 'clipvalue', 'global_clipnorm'] as const;

/** The slot that the average of a weight is in. */
export const averageSlot = 'average';
