/** Keras's activation names. */
export const activations = [
  'linear',
  'relu',
  'relu6',
  'leaky_relu',
  'elu',
  'celu',
  'selu',
  'gelu',
  'sigmoid',
  'hard_sigmoid',
  'tanh',
  'softmax',
  'log_softmax',
  'softplus',
  'softsign',
  'silu',
  'swish',
  'hard_silu',
  'hard_swish',
  'exponential',
  'mish',
  'log_sigmoid',
  'hard_tanh',
  'hard_shrink',
  'soft_shrink',
  'tanh_shrink',
  'squareplus',
  'sparse_plus',
  'sparse_sigmoid',
] as const;

/** Those that halve the last axis, and so are layers of their own. */
export const halvingActivations = ['glu'] as const;

export type Activation = (typeof activations)[number] | (typeof halvingActivations)[number];
