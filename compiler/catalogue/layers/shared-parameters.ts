import { ones, zeros, type Initializer } from '../../ir/initializer.ts';

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

const regularizer = (what: string) =>
  ({
    type: 'regularizer',
    nullable: true,
    default: null,
    doc: `A penalty on ${what}, added to the loss.`,
  }) as const;
const constraint = (what: string) =>
  ({
    type: 'constraint',
    nullable: true,
    default: null,
    doc: `What ${what} must be after each update.`,
  }) as const;

const onOutput = regularizer('the output (of each example, on average)');

/** Of the kinds with a kernel and a bias, behind their initialisers. */
export const kernelLimits = {
  kernel_regularizer: regularizer('the kernel'),
  bias_regularizer: regularizer('the bias'),
  activity_regularizer: onOutput,
  kernel_constraint: constraint('the kernel'),
  bias_constraint: constraint('the bias'),
} as const;

export const depthwiseLimits = {
  depthwise_regularizer: regularizer('the kernel'),
  bias_regularizer: regularizer('the bias'),
  activity_regularizer: onOutput,
  depthwise_constraint: constraint('the kernel'),
  bias_constraint: constraint('the bias'),
} as const;

export const separableLimits = {
  depthwise_regularizer: regularizer('the depthwise kernel'),
  pointwise_regularizer: regularizer('the pointwise kernel'),
  bias_regularizer: regularizer('the bias'),
  activity_regularizer: onOutput,
  depthwise_constraint: constraint('the depthwise kernel'),
  pointwise_constraint: constraint('the pointwise kernel'),
  bias_constraint: constraint('the bias'),
} as const;

/** Of the kinds that scale by gamma and shift by beta. */
export const affineLimits = {
  beta_regularizer: regularizer('beta'),
  gamma_regularizer: regularizer('gamma'),
  beta_constraint: constraint('beta'),
  gamma_constraint: constraint('gamma'),
} as const;

export const alphaLimits = {
  alpha_regularizer: regularizer('alpha'),
  alpha_constraint: constraint('alpha'),
} as const;

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
