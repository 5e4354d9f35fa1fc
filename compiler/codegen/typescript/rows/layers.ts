import type { ParameterValue } from '../../../catalogue/parameters/parameters.ts';

/** How a layer kind is written: by a function of the parts, which takes the options by their names in camel case. */
export interface LayerRow {
  readonly function: string;
  /** The part that has it. */
  readonly part: string;
  /**
   * The part that does what TensorFlow.js does not, with a function of the same name: where a parameter is given a value
   * that is not among these, or one that is not known.
   */
  readonly general?: {
    readonly part: string;
    readonly unless: Readonly<Record<string, readonly ParameterValue[]>>;
  };
}

const row = (name: string, part: string, general?: LayerRow['general']): LayerRow => ({
  function: name,
  part,
  ...(general === undefined ? {} : { general }),
});

const convolution = (name: string, dilated: readonly ParameterValue[], unless = {}): LayerRow =>
  row(name, name, {
    part: `any-${name}`,
    unless: { dilation_rate: dilated, groups: [1], ...unless },
  });

const pooled = (axes: number): LayerRow =>
  row(`averagePooling${axes}d`, `average-pooling${axes}d`, {
    part: `any-average-pooling${axes}d`,
    unless: { padding: ['valid'] },
  });

/** Every layer kind. */
export const layerRows: Readonly<Record<string, LayerRow>> = {
  Conv1D: convolution('conv1d', [1, [1]], { padding: ['valid', 'same'] }),
  Conv2D: convolution('conv2d', [1, [1, 1]]),
  Conv3D: convolution('conv3d', [1, [1, 1, 1]], { padding: ['valid'] }),
  Conv1DTranspose: row('conv1dTranspose', 'conv1d-transpose'),
  Conv2DTranspose: row('conv2dTranspose', 'conv2d-transpose', {
    part: 'any-conv2d-transpose',
    unless: { dilation_rate: [1, [1, 1]], output_padding: [null] },
  }),
  Conv3DTranspose: row('conv3dTranspose', 'conv3d-transpose'),
  DepthwiseConv1D: row('depthwiseConv1d', 'depthwise-conv1d'),
  DepthwiseConv2D: row('depthwiseConv2d', 'depthwise-conv2d', {
    part: 'any-depthwise-conv2d',
    unless: { dilation_rate: [1, [1, 1]] },
  }),
  SeparableConv1D: row('separableConv1d', 'separable-conv1d'),
  SeparableConv2D: row('separableConv2d', 'separable-conv2d'),
  MaxPooling1D: row('maxPooling1d', 'max-pooling1d'),
  MaxPooling2D: row('maxPooling2d', 'max-pooling2d'),
  MaxPooling3D: row('maxPooling3d', 'max-pooling3d'),
  AveragePooling1D: pooled(1),
  AveragePooling2D: pooled(2),
  AveragePooling3D: pooled(3),
  GlobalAveragePooling1D: row('globalAveragePooling1d', 'global-average-pooling1d'),
  GlobalAveragePooling2D: row('globalAveragePooling2d', 'global-average-pooling2d'),
  GlobalAveragePooling3D: row('globalAveragePooling3d', 'global-average-pooling3d'),
  GlobalMaxPooling1D: row('globalMaxPooling1d', 'global-max-pooling1d'),
  GlobalMaxPooling2D: row('globalMaxPooling2d', 'global-max-pooling2d'),
  GlobalMaxPooling3D: row('globalMaxPooling3d', 'global-max-pooling3d'),
  Dense: row('dense', 'dense'),
  BatchNormalization: row('batchNormalization', 'batch-normalization'),
  LayerNormalization: row('layerNormalization', 'layer-normalization'),
  GroupNormalization: row('groupNormalization', 'group-normalization'),
  RMSNormalization: row('rmsNormalization', 'rms-normalization'),
  UnitNormalization: row('unitNormalization', 'unit-normalization'),
  Normalization: row('normalization', 'normalization'),
  Rescaling: row('rescaling', 'rescaling'),
  LayerScale: row('layerScale', 'layer-scale'),
  Activation: row('activation', 'activation', {
    part: 'any-activation',
    unless: {
      activation: [
        'linear',
        'relu',
        'relu6',
        'elu',
        'selu',
        'sigmoid',
        'tanh',
        'softmax',
        'softplus',
        'softsign',
        'swish',
        'silu',
        'gelu',
        'mish',
      ],
    },
  }),
  ReLU: row('relu', 'relu', {
    part: 'any-relu',
    unless: { negative_slope: [0], threshold: [0] },
  }),
  LeakyReLU: row('leakyRelu', 'leaky-relu'),
  PReLU: row('prelu', 'prelu'),
  ELU: row('elu', 'elu'),
  Softmax: row('softmax', 'softmax'),
  Identity: row('identity', 'identity'),
  Dropout: row('dropout', 'dropout', {
    part: 'any-dropout-layer',
    unless: { noise_shape: [null] },
  }),
  SpatialDropout1D: row('spatialDropout1d', 'spatial-dropout1d'),
  SpatialDropout2D: row('spatialDropout2d', 'spatial-dropout2d'),
  SpatialDropout3D: row('spatialDropout3d', 'spatial-dropout3d'),
  AlphaDropout: row('alphaDropout', 'alpha-dropout'),
  GaussianNoise: row('gaussianNoise', 'gaussian-noise'),
  GaussianDropout: row('gaussianDropout', 'gaussian-dropout'),
  Flatten: row('flatten', 'flatten'),
  Reshape: row('reshape', 'reshape'),
  Permute: row('permute', 'permute'),
  RepeatVector: row('repeatVector', 'repeat-vector'),
  Cropping1D: row('cropping1d', 'cropping1d'),
  Cropping2D: row('cropping2d', 'cropping2d'),
  Cropping3D: row('cropping3d', 'cropping3d'),
  CenterCrop: row('centerCrop', 'center-crop'),
  ZeroPadding1D: row('zeroPadding1d', 'zero-padding1d'),
  ZeroPadding2D: row('zeroPadding2d', 'zero-padding2d'),
  ZeroPadding3D: row('zeroPadding3d', 'zero-padding3d'),
  UpSampling1D: row('upSampling1d', 'up-sampling1d'),
  UpSampling2D: row('upSampling2d', 'up-sampling2d'),
  UpSampling3D: row('upSampling3d', 'up-sampling3d'),
  Resizing: row('resizing', 'resizing'),
  Add: row('add', 'add'),
  Subtract: row('subtract', 'subtract'),
  Multiply: row('multiply', 'multiply'),
  Average: row('average', 'average'),
  Maximum: row('maximum', 'maximum'),
  Minimum: row('minimum', 'minimum'),
  Concatenate: row('concatenate', 'concatenate'),
  Dot: row('dot', 'dot'),
  Coordinates: row('coordinates', 'coordinates'),
  Slice: row('slice', 'slice'),
  ReduceMax: row('reduceMax', 'reduce-max'),
  ReduceMin: row('reduceMin', 'reduce-min'),
  ReduceMean: row('reduceMean', 'reduce-mean'),
  ReduceSum: row('reduceSum', 'reduce-sum'),
  Divide: row('divide', 'divide'),
  Clip: row('clip', 'clip'),
  Abs: row('abs', 'abs'),
  Square: row('square', 'square'),
  Sqrt: row('sqrt', 'sqrt'),
  Power: row('power', 'power'),
  Exp: row('exp', 'exp'),
  Log: row('log', 'log'),
  Equal: row('equal', 'equal'),
  Greater: row('greater', 'greater'),
  GreaterEqual: row('greaterEqual', 'greater-equal'),
  Less: row('less', 'less'),
  LessEqual: row('lessEqual', 'less-equal'),
  ArgMax: row('argMax', 'arg-max'),
  OneHot: row('oneHot', 'one-hot'),
  StopGradient: row('stopGradient', 'stop-gradient'),
  Detections: row('detections', 'detections'),
};
