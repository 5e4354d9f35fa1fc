import type { OptimizerSpec } from './optimizer-spec.ts';
import { adam } from './adam.ts';
import type { OptimizerDefinition } from './define-optimizer.ts';
import { nadam } from './nadam.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

/** Every optimizer, by Keras's name. */
export const optimizers: Readonly<Record<OptimizerSpec['kind'], OptimizerDefinition>> = {
  SGD: sgd,
  Adam: adam,
  Nadam: nadam,
  RMSprop: rmsprop,
};
