import { activationDefinitions } from '../catalogue/activations/registry.ts';
import { constraintDefinitions } from '../catalogue/constraints/registry.ts';
import { type Named, namesIn } from '../catalogue/entry/entry.ts';
import { initializerDefinitions } from '../catalogue/initializers/registry.ts';
import { layerDefinitions } from '../catalogue/layers/registry.ts';
import { regularizerDefinitions } from '../catalogue/regularizers/registry.ts';

/*
 * What PyTorch, tfjs, TensorFlow 1, Darknet and Keras before its third version call things, and what they are called
 * here, for every suggestion that has no table of its own. A word may stand for several, of which the first that
 * exists at a place is meant (`size`: a kernel’s, a
 * pool's). What is written as a call is all of what to write (`Activation(hard_silu)`).
 */

/** Layers that go by families, by a call, or by a name of several; others say it in their entries. */
const layers: Readonly<Record<string, string>> = {
  'InstanceNorm1d InstanceNorm2d InstanceNorm3d InstanceNormalization': 'GroupNormalization(groups=-1)',
  'Conv Convolutional Convolution Deconvolution2D': 'Conv2D Conv2DTranspose',
  ConvTranspose1d: 'Conv1DTranspose',
  'ConvTranspose2d Deconvolutional Deconv2D': 'Conv2DTranspose',
  ConvTranspose3d: 'Conv3DTranspose',
  AtrousConvolution2D: 'Conv2D',
  'MaxPool MaxPooling': 'MaxPooling2D',
  'AvgPool AvgPooling AveragePooling AveragePool2D': 'AveragePooling2D',
  AdaptiveAvgPool1d: 'GlobalAveragePooling1D',
  'AdaptiveAvgPool2d GlobalAvgPool GlobalAveragePooling GlobalPool': 'GlobalAveragePooling2D',
  AdaptiveAvgPool3d: 'GlobalAveragePooling3D',
  AdaptiveMaxPool1d: 'GlobalMaxPooling1D',
  'AdaptiveMaxPool2d GlobalMaxPool': 'GlobalMaxPooling2D',
  AdaptiveMaxPool3d: 'GlobalMaxPooling3D',
  Dropout1d: 'SpatialDropout1D',
  Dropout2d: 'SpatialDropout2D',
  Dropout3d: 'SpatialDropout3D',
  'ZeroPad2d Pad': 'ZeroPadding2D',
  ZeroPad1d: 'ZeroPadding1D',
  ZeroPad3d: 'ZeroPadding3D',
  'Hardswish HSwish': 'Activation(hard_silu)',
  'Hardsigmoid HSigmoid': 'Activation(hard_sigmoid)',
  'Plus Sum Shortcut': 'Add',
  Mul: 'Multiply',
};

const parameters: Readonly<Record<string, string>> = {
  'out_channels out_features nb_filter nb_filters num_filters n_filters num_outputs output_dim channels width':
    'filters units',
  'hidden_size num_units': 'units',
  'kernel ksize k filter_size kernel_dim nb_row size': 'kernel_size pool_size size',
  'pool window': 'pool_size',
  'stride subsample pool_stride': 'strides',
  'dilation dilations atrous_rate rate': 'dilation_rate',
  'pad border_mode padding_type': 'padding',
  bias: 'use_bias',
  'init kernel_init weight_init weights_initializer': 'kernel_initializer depthwise_initializer',
  bias_init: 'bias_initializer',
  W_regularizer: 'kernel_regularizer',
  b_regularizer: 'bias_regularizer',
  W_constraint: 'kernel_constraint',
  b_constraint: 'bias_constraint',
  'act activation_fn nonlinearity': 'activation',
  'eps epsilon_value': 'epsilon',
  'p prob drop_prob dropout_rate drop_rate dropout': 'rate',
  'alpha slope leak': 'negative_slope alpha',
  'num_groups n_groups': 'groups',
  'scale_factor upsample': 'size',
  mode: 'interpolation',
  'dim dims axes': 'axis',
  'with_ others inputs': 'with',
  'multiplier channel_multiplier': 'depth_multiplier',
  'shape output_shape': 'target_shape',
  'max clip': 'max_value',
  'num_classes n_classes nb_classes': 'classes',
  'pretrained checkpoint': 'weights',
};

const values: Readonly<Record<string, string>> = {
  linear: 'bilinear',
  cubic: 'bicubic',
  'average mean gap': 'avg',
  'maximum gmp': 'max',
  'cxcywh middle yolo': 'center',
  'xyxy ltrb corner voc pascal_voc': 'corners',
};

/** What layers, and words and classes of parameters, say of themselves. */
const entries: readonly Named[] = [
  ...layerDefinitions,
  ...activationDefinitions,
  ...initializerDefinitions,
  ...regularizerDefinitions,
  ...constraintDefinitions,
];

/** `padding_mode`, `paddingMode` and `kaiming_normal_` as they are looked up. */
const fold = (word: string): string => word.replaceAll('_', '').toLowerCase();

const table = new Map<string, readonly string[]>();

function learn(foreign: string, ours: readonly string[]): void {
  for (const word of namesIn(foreign).map(fold)) table.set(word, [...(table.get(word) ?? []), ...ours]);
}

for (const part of [layers, parameters, values]) {
  for (const [foreign, ours] of Object.entries(part)) learn(foreign, namesIn(ours));
}
for (const { kind, elsewhere = '' } of entries) learn(elsewhere, [kind]);

/** Whether a candidate is the one that stands before the arguments of what to write. */
const isNamed = (ours: string, candidate: string): boolean => ours.replace(/\(.*/, '') === candidate;

/** What a word of another framework is called here: the first of its meanings that is a candidate. */
export const knownHereAs = (word: string, candidates: readonly string[]): string | undefined =>
  table.get(fold(word))?.find((ours) => candidates.some((candidate) => isNamed(ours, candidate)));
