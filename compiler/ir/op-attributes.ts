import type { DType } from './ir.ts';
import type { SymbolicShape } from './extent.ts';

/** Height and width. */
export type Pair = readonly [height: number, width: number];

/** Cells added before and after: `[[top, bottom], [left, right]]`. */
export type Padding2D = readonly [vertical: Pair, horizontal: Pair];

export interface ConvAttributes {
  readonly strides: Pair;
  readonly padding: Padding2D;
  readonly dilations: Pair;
  readonly groups: number;
}

export interface PoolAttributes {
  readonly poolSize: Pair;
  readonly strides: Pair;
  readonly padding: Padding2D;
}

export interface ReduceAttributes {
  /** Sorted, not negative. */
  readonly axes: readonly number[];
  readonly keepDims: boolean;
}

/** eslint-friendly name for "no attributes". */
export type NoAttributes = Readonly<Record<string, never>>;

/**
 * The closed set of primitive ops and their attributes. Inputs, in order, are in the comment; `→` names
 * several outputs. Elementwise binary ops broadcast as NumPy does. Everything is float32 but where said.
 */
export interface OpAttributes {
  // a scalar or filled tensor
  constant: { readonly value: number; readonly shape: SymbolicShape; readonly dtype: DType };
  /** float32 numbers, row by row */
  tensorConstant: { readonly values: readonly number[]; readonly shape: readonly number[] };

  // elementwise, one input
  negate: NoAttributes;
  abs: NoAttributes;
  sign: NoAttributes;
  exp: NoAttributes;
  log: NoAttributes;
  sqrt: NoAttributes;
  square: NoAttributes;
  reciprocal: NoAttributes;
  floor: NoAttributes;
  relu: NoAttributes;
  sigmoid: NoAttributes;
  tanh: NoAttributes;
  erf: NoAttributes;
  /** To another dtype; bool → 0 or 1, float32 → int32 rounds towards zero. */
  cast: { readonly dtype: DType };

  // elementwise, two inputs
  add: NoAttributes;
  subtract: NoAttributes;
  multiply: NoAttributes;
  divide: NoAttributes;
  maximum: NoAttributes;
  minimum: NoAttributes;
  power: NoAttributes;
  /** → bool */
  equal: NoAttributes;
  /** → bool */
  greater: NoAttributes;
  /** → bool */
  greaterEqual: NoAttributes;
  /** (condition: bool, whenTrue, whenFalse), all of one shape or scalar */
  select: NoAttributes;
  /** (dy, y): dy where y > 0, else 0 */
  reluGrad: NoAttributes;

  // reductions
  reduceSum: ReduceAttributes;
  reduceMean: ReduceAttributes;
  reduceMax: ReduceAttributes;
  /** → int32, the axis gone; the first of equal maxima */
  argMax: { readonly axis: number };

  // shape
  reshape: { readonly shape: SymbolicShape };
  transpose: { readonly permutation: readonly number[] };
  broadcastTo: { readonly shape: SymbolicShape };
  pad: { readonly paddings: readonly (readonly [before: number, after: number])[]; readonly value: number };
  /** Every axis: from `begin`, `size` elements, `stride` apart. */
  slice: {
    readonly begin: readonly number[];
    readonly size: SymbolicShape;
    readonly strides: readonly number[];
  };
  concat: { readonly axis: number };
  reverse: { readonly axes: readonly number[] };
  /** (indices: int32) → float32, a last axis of `depth` more */
  oneHot: { readonly depth: number };

  // matrix product of two matrices
  matmul: { readonly transposeA: boolean; readonly transposeB: boolean };

  // convolution, NHWC and HWIO; with groups the filter is (h, w, in / groups, out)
  /** (x, filter) */
  conv2d: ConvAttributes;
  /** (dy, filter) → dx of `inputShape` */
  conv2dInputGrad: ConvAttributes & { readonly inputShape: SymbolicShape };
  /** (x, dy) → dfilter of `filterShape` */
  conv2dFilterGrad: ConvAttributes & { readonly filterShape: readonly number[] };

  // pooling; padding never wins a maximum and is never counted in an average
  maxPool2d: PoolAttributes;
  /** (x, y, dy) → dx; of equal maxima the first (row by row) takes the gradient */
  maxPool2dGrad: PoolAttributes;
  avgPool2d: PoolAttributes;
  /** (dy) → dx of `inputShape` */
  avgPool2dGrad: PoolAttributes & { readonly inputShape: SymbolicShape };

  // normalisation over every axis but the last
  /** (x, gamma, beta) → y, mean, variance of the batch (biased, as Keras: divided by the count) */
  batchNorm: { readonly epsilon: number };
  /** (dy, x, gamma, mean, variance) → dx, dgamma, dbeta; through mean and variance */
  batchNormGrad: { readonly epsilon: number };
  /** (x, gamma, beta, mean, variance) */
  batchNormInference: { readonly epsilon: number };

  // over the last axis
  softmax: NoAttributes;
  logSoftmax: NoAttributes;
  /** (logits [n, c], target probabilities [n, c]) → loss [n], dlogits [n, c] for a loss gradient of one */
  softmaxCrossEntropy: NoAttributes;
}

export type OpKind = keyof OpAttributes;
