import type { Initializer } from '../../ir/initializer.ts';
import type { Regularizer } from '../../catalogue/parameters/regularizer.ts';

/** A class of TensorFlow.js and what it is told. */
interface ClassConfig {
  readonly [key: string]: string | Readonly<Record<string, string | number | null | readonly number[]>>;
}

const made = (
  className: string,
  config: Readonly<Record<string, string | number | null | readonly number[]>>,
): ClassConfig => ({ class_name: className, config });

const distributions = {
  truncated_normal: 'truncated_normal',
  untruncated_normal: 'normal',
  uniform: 'uniform',
};

/** An initializer as `model.json` names it. A model that is loaded has its weights from the file. */
export function initializerConfig(initializer: Initializer): ClassConfig {
  switch (initializer.kind) {
    case 'constant':
      return constant(initializer.value);
    case 'orthogonal':
      return made('Orthogonal', { gain: initializer.gain, seed: initializer.seed ?? null });
    case 'identity':
      return made('Identity', { gain: initializer.gain });
    case 'variance_scaling': {
      const { scale, mode, distribution, seed = null } = initializer;
      return made('VarianceScaling', { scale, mode, distribution: distributions[distribution], seed });
    }
    case 'random_normal':
    case 'truncated_normal': {
      const { kind, mean, stddev, seed = null } = initializer;
      return made(kind === 'random_normal' ? 'RandomNormal' : 'TruncatedNormal', { mean, stddev, seed });
    }
    case 'random_uniform': {
      const { minval, maxval, seed = null } = initializer;
      return made('RandomUniform', { minval, maxval, seed });
    }
  }
}

const constant = (value: number): ClassConfig =>
  value === 0 ? made('Zeros', {}) : value === 1 ? made('Ones', {}) : made('Constant', { value });

/** A penalty on a weight as `model.json` names it. */
export const regularizerConfig = ({ l1, l2 }: Regularizer): ClassConfig => made('L1L2', { l1, l2 });
