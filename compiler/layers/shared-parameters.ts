import { ones, zeros, type Initializer } from '../initializers/initializer.ts';

/*
 * Parameters that several kinds take alike, worded once.
 */

/** Keras's `glorot_uniform`: the default of every kernel. */
export const glorotUniform: Initializer = {
  kind: 'variance_scaling',
  scale: 1,
  mode: 'fan_avg',
  distribution: 'uniform',
};

export const padding = {
  type: 'enum',
  values: ['valid', 'same'],
  default: 'valid',
  doc: '`valid`: only whole windows; `same`: zeros around, so that the output is ⌈input / stride⌉.',
} as const;

export const activation = {
  type: 'activation',
  nullable: true,
  default: null,
  doc: 'Applied to the result; `none` for none.',
} as const;

export const useBias = {
  type: 'boolean',
  default: true,
  doc: 'Whether a bias is added.',
} as const;

export const kernelInitializer = {
  type: 'initializer',
  default: glorotUniform,
  doc: "How the kernel's first values are drawn.",
} as const;

export const biasInitializer = {
  type: 'initializer',
  default: zeros,
  doc: "How the bias's first values are drawn.",
} as const;

export const keepDims = {
  type: 'boolean',
  default: false,
  doc: 'Whether height and width stay, as 1.',
} as const;

const initializerLike = (initial: Initializer, name: string) =>
  ({ type: 'initializer', default: initial, doc: `First values of ${name}.` }) as const;

export const gammaInitializer = initializerLike(ones, 'gamma');
export const betaInitializer = initializerLike(zeros, 'beta');
export const meanInitializer = initializerLike(zeros, 'the moving mean');
export const varianceInitializer = initializerLike(ones, 'the moving variance');

/** Keras's parameters that no kind supports yet, with the reason. */
export const unsupportedEverywhere: Readonly<Record<string, string>> = {
  data_format: 'images are always channels-last (height, width, channels)',
  dtype: 'layers compute in float32',
};

const regularisers = 'regularizers and constraints are not supported yet';

export const unsupportedRegularisers: Readonly<Record<string, string>> = {
  kernel_regularizer: regularisers,
  bias_regularizer: regularisers,
  activity_regularizer: regularisers,
  kernel_constraint: regularisers,
  bias_constraint: regularisers,
};
