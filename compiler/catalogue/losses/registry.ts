import type { NamedLoss } from './named-loss.ts';
import {
  binaryCrossentropy,
  categoricalCrossentropy,
  sparseCategoricalCrossentropy,
} from './crossentropy.ts';
import type { LossDefinition } from './define-loss.ts';
import { meanAbsoluteError, meanSquaredError } from './regression.ts';

/** Every loss, by Keras's name. */
export const losses: Readonly<Record<NamedLoss['kind'], LossDefinition>> = {
  sparse_categorical_crossentropy: sparseCategoricalCrossentropy,
  categorical_crossentropy: categoricalCrossentropy,
  binary_crossentropy: binaryCrossentropy,
  mse: meanSquaredError,
  mae: meanAbsoluteError,
};
