import type { Accepted } from './parameters.ts';

const positive = { type: 'number', exclusiveMinimum: 0 } as const;
const share = { type: 'number', minimum: 0, exclusiveMaximum: 1 } as const;
const truth = { type: 'boolean' } as const;
const count = { type: 'integer', minimum: 1 } as const;

/** What the blocks and models that ship as `cnn:…` accept, by parameter: what a person gives them is checked where it is given. */
const accepted: Readonly<Record<string, Accepted>> = {
  // applications
  include_top: truth,
  normalize: truth,
  pooling: { type: 'enum', values: ['avg', 'max'], nullable: true },
  classes: count,
  classifier_activation: { type: 'activation', nullable: true },
  depth_multiplier: count,
  dropout: share,
  width: positive,
  depth: positive,
  alpha: positive,
  // layers
  pool_size: count,
  ratio: count,
  // losses
  smooth: { type: 'number', minimum: 0 },
  beta: { type: 'number', minimum: 0 },
  gamma: { type: 'number', minimum: 0 },
  delta: positive,
};

/** What a parameter of the library accepts; undefined for one that only the library itself gives. */
export const libraryParameter = (name: string): Accepted | undefined =>
  Object.hasOwn(accepted, name) ? accepted[name] : undefined;
