/** Keras's activation names. */
export const activations = [
  'linear',
  'relu',
  'relu6',
  'leaky_relu',
  'elu',
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
  'exponential',
  'mish',
] as const;

export type Activation = (typeof activations)[number];
