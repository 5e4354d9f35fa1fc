import type { PartName } from './activations.ts';

/** A part that is called, and options that it is given besides. */
export interface ValueRow extends PartName {
  readonly options?: Readonly<Record<string, number | string>>;
}

const part = (file: string, name: string, options?: ValueRow['options']): ValueRow => ({
  part: file,
  name,
  ...(options === undefined ? {} : { options }),
});

/** Initialisers by kind; a text is TensorFlow.js's own name. */
export const initializerRows: Readonly<Record<string, ValueRow | string>> = {
  glorot_uniform: part('glorot-uniform', 'glorotUniform'),
  glorot_normal: part('glorot-normal', 'glorotNormal'),
  he_uniform: part('he-uniform', 'heUniform'),
  he_normal: part('he-normal', 'heNormal'),
  lecun_uniform: part('lecun-uniform', 'lecunUniform'),
  lecun_normal: part('lecun-normal', 'lecunNormal'),
  variance_scaling: part('variance-scaling', 'varianceScaling'),
  random_normal: part('random-normal', 'randomNormal'),
  random_uniform: part('random-uniform', 'randomUniform'),
  truncated_normal: part('truncated-normal', 'truncatedNormal'),
  orthogonal: part('orthogonal', 'orthogonal'),
  identity: part('identity-initializer', 'identityInitializer'),
  zeros: 'zeros',
  ones: 'ones',
  constant: part('constant', 'constant'),
};

/** Regularizers by kind. */
export const regularizerRows: Readonly<Record<string, ValueRow>> = {
  l1: part('l1-l2', 'l1l2', { l1: 0.01 }),
  l2: part('l1-l2', 'l1l2', { l2: 0.01 }),
  L1L2: part('l1-l2', 'l1l2'),
};

/** Constraints by kind. */
export const constraintRows: Readonly<Record<string, ValueRow>> = {
  max_norm: part('max-norm', 'maxNorm'),
  min_max_norm: part('min-max-norm', 'minMaxNorm'),
  unit_norm: part('unit-norm', 'unitNorm'),
  non_neg: part('non-neg', 'nonNeg'),
};

/** Losses by kind; those that are plain functions are not called. */
export const lossRows: Readonly<Record<string, PartName & { readonly plain?: true }>> = {
  sparse_categorical_crossentropy: part('sparse-categorical-crossentropy', 'sparseCategoricalCrossentropy'),
  categorical_crossentropy: part('categorical-crossentropy', 'categoricalCrossentropy'),
  binary_crossentropy: part('binary-crossentropy', 'binaryCrossentropy'),
  mse: { ...part('mse', 'mse'), plain: true },
  mae: { ...part('mae', 'mae'), plain: true },
};

/** Metrics by kind; those that are plain functions are not called. */
export const metricRows: Readonly<Record<string, PartName & { readonly plain?: true }>> = {
  accuracy: { ...part('sparse-categorical-accuracy', 'sparseCategoricalAccuracy'), plain: true },
  sparse_categorical_accuracy: {
    ...part('sparse-categorical-accuracy', 'sparseCategoricalAccuracy'),
    plain: true,
  },
  categorical_accuracy: { ...part('categorical-accuracy', 'categoricalAccuracy'), plain: true },
  binary_accuracy: { ...part('binary-accuracy', 'binaryAccuracy'), plain: true },
  top_k_categorical_accuracy: part('top-k-categorical-accuracy', 'topKCategoricalAccuracy'),
  sparse_top_k_categorical_accuracy: part('top-k-categorical-accuracy', 'topKCategoricalAccuracy'),
  mse: { ...part('mse', 'mse'), plain: true },
  mae: { ...part('mae', 'mae'), plain: true },
  box_iou: part('box-iou', 'boxIou'),
};

/** Optimizers by kind, and the part for settings that TensorFlow.js lacks. */
export const optimizerRows: Readonly<
  Record<string, PartName & { readonly general?: { readonly part: string; readonly where: string } }>
> = {
  SGD: part('sgd', 'sgd'),
  Adam: { ...part('adam', 'adam'), general: { part: 'any-adam', where: 'amsgrad' } },
  Nadam: part('nadam', 'nadam'),
  RMSprop: { ...part('rmsprop', 'rmsprop'), general: { part: 'any-rmsprop', where: 'centered' } },
};
