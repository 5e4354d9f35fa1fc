import type { Initializer } from '../../ir/initializer.ts';

/** A class of Keras's, and of TensorFlow.js's, which has its names, and what it is told. */
export interface KerasValue {
  readonly className: string;
  readonly config: Readonly<Record<string, string | number | null>>;
}

const value = (className: string, config: KerasValue['config']): KerasValue => ({ className, config });

/** The initializer of Keras's that draws as this one. */
export function kerasInitializer(initializer: Initializer): KerasValue {
  switch (initializer.kind) {
    case 'constant':
      return constant(initializer.value);
    case 'orthogonal':
      return value('Orthogonal', { gain: initializer.gain, seed: initializer.seed ?? null });
    case 'identity':
      return value('Identity', { gain: initializer.gain });
    case 'variance_scaling': {
      const { scale, mode, distribution, seed = null } = initializer;
      return value('VarianceScaling', { scale, mode, distribution, seed });
    }
    case 'random_normal':
    case 'truncated_normal': {
      const { kind, mean, stddev, seed = null } = initializer;
      return value(kind === 'random_normal' ? 'RandomNormal' : 'TruncatedNormal', { mean, stddev, seed });
    }
    case 'random_uniform': {
      const { minval, maxval, seed = null } = initializer;
      return value('RandomUniform', { minval, maxval, seed });
    }
  }
}

const constant = (number: number): KerasValue => {
  if (number === 0) return value('Zeros', {});
  return number === 1 ? value('Ones', {}) : value('Constant', { value: number });
};
