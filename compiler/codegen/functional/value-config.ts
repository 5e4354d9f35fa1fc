import type { Constraint } from '../../catalogue/parameters/constraint.ts';
import type { Regularizer } from '../../catalogue/parameters/regularizer.ts';
import type { Initializer } from '../../ir/initializer.ts';
import { kerasInitializer } from '../model/keras-initializer.ts';
import { type Config, kerasObject } from './json.ts';

/** An initializer as Keras 3 writes it. */
export function initializerConfig(initializer: Initializer): Config {
  const { className, config } = kerasInitializer(initializer);
  return kerasObject('keras.initializers', className, config);
}

/** A penalty as Keras 3 writes it. */
export const regularizerConfig = ({ l1, l2 }: Regularizer): Config =>
  kerasObject('keras.regularizers', 'L1L2', { l1, l2 });

/** What a weight must be after each update, as Keras 3 writes it. */
export function constraintConfig(constraint: Constraint): Config {
  const made = (className: string, config: Config): Config =>
    kerasObject('keras.constraints', className, config);
  switch (constraint.kind) {
    case 'non_neg':
      return made('NonNeg', {});
    case 'unit_norm':
      return made('UnitNorm', { axis: constraint.axes });
    case 'min_max_norm': {
      const { minimum, maximum, rate, axes } = constraint;
      return made('MinMaxNorm', { min_value: minimum, max_value: maximum, rate, axis: axes });
    }
  }
}
