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

/** A number for each of `rank` axes, or one for all. */
export const windowSizes = (rank: number, doc: string) => ({ type: 'sizes', rank, minimum: 1, doc }) as const;

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
  doc: 'Whether the axes stay, as 1.',
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

export const unsupportedDepthwise: Readonly<Record<string, string>> = {
  depthwise_regularizer: regularisers,
  bias_regularizer: regularisers,
  activity_regularizer: regularisers,
  depthwise_constraint: regularisers,
  bias_constraint: regularisers,
};

export const unsupportedSeparable: Readonly<Record<string, string>> = {
  ...unsupportedDepthwise,
  pointwise_regularizer: regularisers,
  pointwise_constraint: regularisers,
};

/** Of the kinds that scale by gamma and shift by beta. */
export const unsupportedAffine: Readonly<Record<string, string>> = {
  beta_regularizer: regularisers,
  gamma_regularizer: regularisers,
  beta_constraint: regularisers,
  gamma_constraint: regularisers,
};

export const seedOfTheRun = 'the `seed` of the data block seeds the whole run';

export const epsilon = {
  type: 'number',
  exclusiveMinimum: 0,
  default: 1e-3,
  doc: 'Added to the variance.',
} as const;
export const center = { type: 'boolean', default: true, doc: 'Whether beta is added.' } as const;
export const scale = { type: 'boolean', default: true, doc: 'Whether gamma multiplies.' } as const;

export const interpolation = {
  type: 'enum',
  values: ['nearest', 'bilinear', 'bicubic', 'lanczos3', 'lanczos5', 'area'],
  doc: 'How values between pixels are made; pixels are counted by their centres.',
} as const;
