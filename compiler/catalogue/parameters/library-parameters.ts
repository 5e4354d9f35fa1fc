import type { Accepted } from './parameters.ts';

const positive = { type: 'number', exclusiveMinimum: 0 } as const;
const share = { type: 'number', minimum: 0, exclusiveMaximum: 1 } as const;
const truth = { type: 'boolean' } as const;
const count = { type: 'integer', minimum: 1 } as const;

/** What the blocks and models that ship as `cnn:…` accept, by parameter: what a person gives them is checked where it is given. */
const accepted: Readonly<Record<string, Accepted>> = {
  // applications
  include_top: truth,
  include_preprocessing: truth,
  minimalistic: truth,
  normalize: truth,
  pooling: { type: 'enum', values: ['avg', 'max'], nullable: true },
  classes: count,
  classifier_activation: { type: 'activation', nullable: true },
  depth_multiplier: count,
  dropout: share,
  dropout_rate: share,
  drop_path_rate: share,
  layer_scale_init_value: positive,
  width: positive,
  depth: positive,
  alpha: positive,
  // layers
  pool_size: count,
  ratio: count,
  rate: share,
  // losses
  smooth: { type: 'number', minimum: 0 },
  beta: { type: 'number', minimum: 0 },
  gamma: { type: 'number', minimum: 0 },
  delta: positive,
  power: { type: 'number', minimum: 1 },
  q: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
  apply_class_balancing: truth,
  // detection
  filters: count,
  convolutions: count,
  groups: count,
  radius: positive,
  box_weight: { type: 'number', minimum: 0 },
  centerness_weight: { type: 'number', minimum: 0 },
  box_format: { type: 'enum', values: ['center', 'corners'] },
};

/** What a parameter of the library accepts; undefined for one that only the library itself gives. */
export const libraryParameter = (name: string): Accepted | undefined =>
  Object.hasOwn(accepted, name) ? accepted[name] : undefined;
