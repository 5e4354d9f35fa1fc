import type { AnyLayerDefinition } from '../../catalogue/layers/define-layer.ts';

/** What kinds of layers have a colour in common. */
export type Family =
  | 'convolution'
  | 'pooling'
  | 'dense'
  | 'normalization'
  | 'activation'
  | 'regularization'
  | 'merge'
  | 'shape'
  | 'other';

const patterns: readonly (readonly [RegExp, Family])[] = [
  [/Conv/, 'convolution'],
  [/Pool/, 'pooling'],
  [/Dense|Embedding|LSTM|GRU|RNN|Attention/, 'dense'],
  [/Norm/, 'normalization'],
  [/Dropout|Noise/, 'regularization'],
  [/^Activation$|LU$|[Ss]oftmax|Sigmoid|Tanh|Swish|Softplus/, 'activation'],
  [/Flatten|Reshape|Permute|Padding|Cropping|UpSampling|Resizing|Repeat|Slice/, 'shape'],
];

/** The family of a layer kind; a kind that nothing is known of is `other`. */
export function familyOf({ kind, inputs }: Pick<AnyLayerDefinition, 'kind' | 'inputs'>): Family {
  if (inputs === 'many') return 'merge';
  return patterns.find(([pattern]) => pattern.test(kind))?.[1] ?? 'other';
}

/** Whether layers of a family are drawn on the one before them: they change no shape and are many. */
export const isLight = (family: Family): boolean =>
  family === 'normalization' || family === 'activation' || family === 'regularization';

export interface Color {
  readonly fill: string;
  readonly stroke: string;
}

/** Pale fills, on which the dark text has a contrast above 10:1, and strokes that tell families apart. */
export const colors: Readonly<Record<Family, Color>> = {
  convolution: { fill: '#d6e6fb', stroke: '#2f6fbd' },
  pooling: { fill: '#d5f0dc', stroke: '#2d8a4e' },
  dense: { fill: '#fde5c8', stroke: '#c2711a' },
  normalization: { fill: '#ece3f8', stroke: '#7b57b2' },
  activation: { fill: '#fbf3c4', stroke: '#a58a12' },
  regularization: { fill: '#eceef1', stroke: '#77808c' },
  merge: { fill: '#fbd9e2', stroke: '#c04468' },
  shape: { fill: '#d9f1f2', stroke: '#2a868c' },
  other: { fill: '#f3f4f6', stroke: '#4d5663' },
};
