import {
  type Change,
  differ,
  either,
  given,
  is,
  isLastAxis,
  not,
  ordered,
  part,
  plain,
  rankAbove,
  renamed,
  type Row,
  where,
  windowed,
  without,
} from './layer-row.ts';
import { overreaches } from './window-padding.ts';

const convolution = part('any-convolution', 'Convolution');
const depthwise = part('depthwise', 'DepthwiseConvolution');
const isCausalOrGrouped = either(is('padding', 'causal'), not(is('groups', 1)));
const isDilated = not(is('dilation_rate', 1));

const convolved = (className: string): Row =>
  where(either(isCausalOrGrouped, overreaches), convolution, windowed(className, without('groups')));

const transposed = part('transposed-convolution', 'TransposedConvolution');

/** Windows of `same` that leave cells out are pooled wrongly. */
const averaged = (className: string): Row =>
  where(overreaches, part('any-average-pooling', 'AveragePooling'), windowed(className));

const globally = (of: 'mean' | 'max'): Row => part('global-pooling', 'GlobalPooling', given({ of }));
const global = (className: string, of: 'mean' | 'max'): Row =>
  where(is('keepdims', true), globally(of), plain(className, without('keepdims')));

const merged = (how: string): Row => part('merge', 'Merge', given({ how }));
const reduced = (of: string): Row => part('reduce', 'Reduce', given({ of }));
const elementwise = (of: string): Row => part('elementwise', 'Elementwise', given({ of }));
const compared = (how: string): Row => part('comparison', 'Comparison', given({ how }));
const cropped = part('margins', 'Cropping', renamed('cropping', 'margins'));
const padded = part('margins', 'ZeroPadding', renamed('padding', 'margins'));
const linear = plain('Activation', () => ({ activation: 'linear' }));
const dropped = (noise: readonly number[]): Row =>
  part('any-dropout', 'Dropout', given({ noise_shape: noise }));
const repeated = (axes: number): Row =>
  part('repeating', 'Repeating', ({ size = 1 }) => ({
    times: typeof size === 'number' ? new Array<number>(axes).fill(size) : size,
  }));

/** One axis stands for that of both. */
const bothAxes: Change = (config, { params }) => {
  const axes = params['axes'] as readonly number[];
  return axes.length === 1 ? { ...config, axes: [...axes, ...axes] } : config;
};

/** How each layer kind is written: as TensorFlow.js's own class where that predicts what Keras does, else as a part's. */
export const layerRows: Readonly<Record<string, Row>> = {
  Conv1D: convolved('Conv1D'),
  Conv2D: convolved('Conv2D'),
  Conv3D: convolved('Conv3D'),
  Conv1DTranspose: transposed,
  Conv2DTranspose: where(
    either(isDilated, not(is('output_padding', null))),
    transposed,
    plain('Conv2DTranspose', without('dilation_rate')),
  ),
  Conv3DTranspose: transposed,
  DepthwiseConv1D: depthwise,
  DepthwiseConv2D: where(
    either(isDilated, overreaches),
    depthwise,
    windowed('DepthwiseConv2D', without('dilation_rate', 'depthwise_regularizer', 'bias_regularizer')),
  ),
  SeparableConv1D: depthwise,
  SeparableConv2D: where(either(isDilated, overreaches), depthwise, windowed('SeparableConv2D')),
  MaxPooling1D: windowed('MaxPooling1D'),
  MaxPooling2D: windowed('MaxPooling2D'),
  MaxPooling3D: part('max-pooling3d', 'MaxPooling3D'),
  AveragePooling1D: averaged('AveragePooling1D'),
  AveragePooling2D: averaged('AveragePooling2D'),
  AveragePooling3D: averaged('AveragePooling3D'),
  GlobalAveragePooling1D: global('GlobalAveragePooling1D', 'mean'),
  GlobalAveragePooling2D: global('GlobalAveragePooling2D', 'mean'),
  GlobalAveragePooling3D: globally('mean'),
  GlobalMaxPooling1D: global('GlobalMaxPooling1D', 'max'),
  GlobalMaxPooling2D: global('GlobalMaxPooling2D', 'max'),
  GlobalMaxPooling3D: globally('max'),
  Dense: plain('Dense'),
  BatchNormalization: where(
    either(not(isLastAxis('axis')), rankAbove(4)),
    part('batch-normalization', 'BatchNormalization'),
    plain('BatchNormalization', given({ axis: -1 })),
  ),
  LayerNormalization: where(
    either(rankAbove(4), is('center', false), is('scale', false)),
    part('layer-normalization', 'LayerNormalization'),
    plain('LayerNormalization', ordered('axis')),
  ),
  GroupNormalization: part('group-normalization', 'GroupNormalization'),
  RMSNormalization: part('rms-normalization', 'RMSNormalization'),
  UnitNormalization: part('unit-normalization', 'UnitNormalization'),
  Normalization: part('normalization', 'Normalization', (config, { params }) =>
    params['axis'] === null ? { ...config, axis: null } : config,
  ),
  Rescaling: plain('Rescaling'),
  LayerScale: part('layer-scale', 'LayerScale'),
  Activation: where(is('activation', 'glu'), part('any-activation', 'Activation'), plain('Activation')),
  ReLU: where(
    not((layer) => is('negative_slope', 0)(layer) && is('threshold', 0)(layer)),
    part('any-relu', 'ReLU'),
    plain('ReLU', without('negative_slope', 'threshold')),
  ),
  LeakyReLU: plain('LeakyReLU', renamed('negative_slope', 'alpha')),
  PReLU: plain('PReLU'),
  ELU: where(not(is('alpha', 1)), part('elu', 'ELU'), plain('ELU')),
  Softmax: where(not(isLastAxis('axis')), part('softmax', 'Softmax'), plain('Softmax', given({ axis: -1 }))),
  Identity: linear,
  Dropout: where(not(is('noise_shape', null)), part('any-dropout', 'Dropout'), plain('Dropout')),
  SpatialDropout1D: dropped([1, -1]),
  SpatialDropout2D: dropped([1, 1, -1]),
  SpatialDropout3D: dropped([1, 1, 1, -1]),
  AlphaDropout: plain('AlphaDropout'),
  GaussianNoise: plain('GaussianNoise'),
  GaussianDropout: plain('GaussianDropout'),
  Flatten: where(not(rankAbove(2)), linear, plain('Flatten')),
  Reshape: plain('Reshape', (_, { shape }) => ({ target_shape: shape })),
  Permute: plain('Permute'),
  RepeatVector: plain('RepeatVector'),
  Cropping1D: cropped,
  Cropping2D: plain('Cropping2D'),
  Cropping3D: cropped,
  CenterCrop: part('center-crop', 'CenterCrop'),
  ZeroPadding1D: padded,
  ZeroPadding2D: plain('ZeroPadding2D'),
  ZeroPadding3D: padded,
  UpSampling1D: repeated(1),
  UpSampling2D: where(
    not(is('interpolation', 'nearest')),
    part('up-sampling2d', 'Enlarging', renamed('size', 'times')),
    plain('UpSampling2D'),
  ),
  UpSampling3D: repeated(3),
  Resizing: part('resizing', 'Resizing'),
  Add: plain('Add'),
  Subtract: merged('subtract'),
  Multiply: plain('Multiply'),
  Average: plain('Average'),
  Maximum: where(differ, merged('maximum'), plain('Maximum')),
  Minimum: where(differ, merged('minimum'), plain('Minimum')),
  Concatenate: plain('Concatenate'),
  Dot: where(rankAbove(3), part('dot', 'Dot', bothAxes), plain('Dot', bothAxes)),
  Coordinates: part('coordinates', 'Coordinates'),
  Slice: part('slice', 'Slice'),
  ReduceMax: reduced('max'),
  ReduceMin: reduced('min'),
  ReduceMean: reduced('mean'),
  ReduceSum: reduced('sum'),
  Divide: merged('divide'),
  Clip: part('clip', 'Clip'),
  Abs: elementwise('abs'),
  Square: elementwise('square'),
  Sqrt: elementwise('sqrt'),
  Power: part('power', 'Power'),
  Exp: elementwise('exp'),
  Log: elementwise('log'),
  Equal: compared('equal'),
  Greater: compared('greater'),
  GreaterEqual: compared('greaterEqual'),
  Less: compared('less'),
  LessEqual: compared('lessEqual'),
  ArgMax: part('arg-max', 'ArgMax'),
  OneHot: part('one-hot', 'OneHot'),
  StopGradient: part('stop-gradient', 'StopGradient'),
  Detections: part('detections', 'Detections'),
};
