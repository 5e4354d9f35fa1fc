import type { Span } from '../../../grammar/span.ts';
import { registryOf } from '../entry/entry.ts';
import type { LayerParams } from '../parameters/parameters.ts';
import { adadelta } from './adadelta.ts';
import { adafactor } from './adafactor.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { adamax } from './adamax.ts';
import { adamw } from './adamw.ts';
import type { AnyOptimizerDefinition } from './define-optimizer.ts';
import { ftrl } from './ftrl.ts';
import { lamb } from './lamb.ts';
import { lion } from './lion.ts';
import { muon } from './muon.ts';
import { nadam } from './nadam.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

/** Every optimizer, by kind. */
export const optimizers = registryOf(
  sgd,
  adam,
  adamw,
  nadam,
  adamax,
  rmsprop,
  adagrad,
  adadelta,
  ftrl,
  lion,
  lamb,
  adafactor,
  muon,
);

export type OptimizerKind = keyof typeof optimizers;

/** Every optimizer, in the order of messages and of the reference. */
export const optimizerDefinitions: readonly (AnyOptimizerDefinition & { readonly kind: OptimizerKind })[] =
  Object.values(optimizers);

/** An optimizer as a phase uses it. */
export interface OptimizerSpec {
  readonly kind: OptimizerKind;
  /** Every parameter by Keras's name. */
  readonly params: LayerParams;
  readonly span: Span;
}
