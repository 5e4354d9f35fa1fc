/** A part that stands for a word of the catalogue. */
export interface PartName {
  readonly part: string;
  readonly name: string;
}

const part = (file: string, name: string): PartName => ({ part: file, name });

/** The activations that TensorFlow.js does not know, or computes otherwise; the others it knows by their names. */
export const activationParts: Readonly<Record<string, PartName>> = {
  leaky_relu: part('leaky-relu-activation', 'leakyReluActivation'),
  celu: part('celu', 'celu'),
  hard_sigmoid: part('hard-sigmoid', 'hardSigmoid'),
  log_softmax: part('log-softmax', 'logSoftmax'),
  hard_silu: part('hard-silu', 'hardSilu'),
  hard_swish: part('hard-silu', 'hardSilu'),
  exponential: part('exponential', 'exponential'),
  log_sigmoid: part('log-sigmoid', 'logSigmoid'),
  hard_tanh: part('hard-tanh', 'hardTanh'),
  hard_shrink: part('hard-shrink', 'hardShrink'),
  soft_shrink: part('soft-shrink', 'softShrink'),
  tanh_shrink: part('tanh-shrink', 'tanhShrink'),
  squareplus: part('squareplus', 'squareplus'),
  sparse_plus: part('sparse-plus', 'sparsePlus'),
  sparse_sigmoid: part('sparse-sigmoid', 'sparseSigmoid'),
  glu: part('glu', 'glu'),
};

/** What TensorFlow.js calls an activation, where it is not Keras's name. */
export const activationWords: Readonly<Record<string, string>> = { silu: 'swish' };
