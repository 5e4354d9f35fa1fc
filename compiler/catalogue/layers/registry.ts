import { activation } from './activation.ts';
import { alphaDropout } from './alpha-dropout.ts';
import { argMax } from './arg-max.ts';
import { batchNormalization } from './batch-normalization.ts';
import { centerCrop } from './center-crop.ts';
import { equal, greater, greaterEqual, less, lessEqual } from './comparison.ts';
import { concatenate } from './concatenate.ts';
import { conv1d } from './conv1d.ts';
import { conv2d } from './conv2d.ts';
import { conv3d } from './conv3d.ts';
import { coordinates } from './coordinates.ts';
import { cropping1d, cropping2d, cropping3d } from './cropping.ts';
import type { AnyLayerDefinition } from './define-layer.ts';
import { dense } from './dense.ts';
import { depthwiseConv1d, depthwiseConv2d } from './depthwise.ts';
import { detections } from './detections.ts';
import { dot } from './dot.ts';
import { dropout } from './dropout.ts';
import { abs, clip, exp, log, power, sqrt, square } from './elementwise.ts';
import { elu } from './elu.ts';
import { flatten } from './flatten.ts';
import { gaussianDropout, gaussianNoise } from './gaussian.ts';
import {
  globalAveragePooling1d,
  globalAveragePooling2d,
  globalAveragePooling3d,
  globalMaxPooling1d,
  globalMaxPooling2d,
  globalMaxPooling3d,
} from './global-pooling.ts';
import { groupNormalization } from './group-normalization.ts';
import { identity } from './identity.ts';
import { layerNormalization } from './layer-normalization.ts';
import { layerScale } from './layer-scale.ts';
import { leakyRelu } from './leaky-relu.ts';
import { add, average, divide, maximum, minimum, multiply, subtract } from './merge.ts';
import { normalization } from './normalization.ts';
import { oneHot } from './one-hot.ts';
import { permute } from './permute.ts';
import {
  averagePooling1d,
  averagePooling2d,
  averagePooling3d,
  maxPooling1d,
  maxPooling2d,
  maxPooling3d,
} from './pooling.ts';
import { prelu } from './prelu.ts';
import { reduceMax, reduceMean, reduceMin, reduceSum } from './reduce.ts';
import { relu } from './relu.ts';
import { repeatVector } from './repeat-vector.ts';
import { rmsNormalization, unitNormalization } from './rms-normalization.ts';
import { rescaling } from './rescaling.ts';
import { reshape } from './reshape.ts';
import { resizing } from './resizing.ts';
import { separableConv1d, separableConv2d } from './separable.ts';
import { slice } from './slice.ts';
import { softmax } from './softmax.ts';
import { spatialDropout1d, spatialDropout2d, spatialDropout3d } from './spatial-dropout.ts';
import { stopGradient } from './stop-gradient.ts';
import { conv1dTranspose, conv2dTranspose, conv3dTranspose } from './transposed.ts';
import { upSampling1d, upSampling2d, upSampling3d } from './up-sampling.ts';
import { zeroPadding1d, zeroPadding2d, zeroPadding3d } from './zero-padding.ts';

/** Layer kinds that serve one purpose. */
export interface LayerSection {
  readonly title: string;
  readonly layers: readonly AnyLayerDefinition[];
}

/** Every layer kind, by what they are for. */
export const layerSections: readonly LayerSection[] = [
  {
    title: 'Convolution',
    layers: [
      conv1d,
      conv2d,
      conv3d,
      conv1dTranspose,
      conv2dTranspose,
      conv3dTranspose,
      depthwiseConv1d,
      depthwiseConv2d,
      separableConv1d,
      separableConv2d,
    ],
  },
  {
    title: 'Pooling',
    layers: [
      maxPooling1d,
      maxPooling2d,
      maxPooling3d,
      averagePooling1d,
      averagePooling2d,
      averagePooling3d,
      globalAveragePooling1d,
      globalAveragePooling2d,
      globalAveragePooling3d,
      globalMaxPooling1d,
      globalMaxPooling2d,
      globalMaxPooling3d,
    ],
  },
  {
    title: 'Dense',
    layers: [dense],
  },
  {
    title: 'Normalisation',
    layers: [
      batchNormalization,
      layerNormalization,
      groupNormalization,
      rmsNormalization,
      unitNormalization,
      normalization,
      rescaling,
      layerScale,
    ],
  },
  {
    title: 'Activation',
    layers: [activation, relu, leakyRelu, prelu, elu, softmax, identity],
  },
  {
    title: 'Noise against overfitting',
    layers: [
      dropout,
      spatialDropout1d,
      spatialDropout2d,
      spatialDropout3d,
      alphaDropout,
      gaussianNoise,
      gaussianDropout,
    ],
  },
  {
    title: 'Shape',
    layers: [flatten, reshape, permute, repeatVector],
  },
  {
    title: 'Image size',
    layers: [
      cropping1d,
      cropping2d,
      cropping3d,
      centerCrop,
      zeroPadding1d,
      zeroPadding2d,
      zeroPadding3d,
      upSampling1d,
      upSampling2d,
      upSampling3d,
      resizing,
    ],
  },
  {
    title: 'Merging',
    layers: [add, subtract, multiply, average, maximum, minimum, concatenate, dot],
  },
  {
    title: 'Parts for layers of your own',
    layers: [
      coordinates,
      slice,
      reduceMax,
      reduceMin,
      reduceMean,
      reduceSum,
      divide,
      clip,
      abs,
      square,
      sqrt,
      power,
      exp,
      log,
      equal,
      greater,
      greaterEqual,
      less,
      lessEqual,
      argMax,
      oneHot,
      stopGradient,
    ],
  },
  {
    title: 'Detection',
    layers: [detections],
  },
];

/** Every layer kind. */
export const layerDefinitions: readonly AnyLayerDefinition[] = layerSections.flatMap(({ layers }) => layers);

const byName: ReadonlyMap<string, AnyLayerDefinition> = new Map(
  layerDefinitions.flatMap((definition) =>
    [definition.kind, ...(definition.aliases ?? [])].map((name) => [name, definition] as const),
  ),
);

/** The layer kind of a name or alias. */
export const layerDefinition = (name: string): AnyLayerDefinition | undefined => byName.get(name);

/** The layer kind of what was made as one. */
export function definitionOf({ kind }: { readonly kind: string }): AnyLayerDefinition {
  const definition = layerDefinition(kind);
  if (definition === undefined) throw new RangeError(`there is no layer kind ${kind}`);
  return definition;
}

/** Every name that a layer kind goes by. */
export const layerNames: readonly string[] = [...byName.keys()];
