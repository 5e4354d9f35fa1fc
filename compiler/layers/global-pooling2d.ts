import type { Shape } from '../graph/graph.ts';
import { defineLayer } from './define-layer.ts';
import { keepDims } from './shared-parameters.ts';

const pooled = (input: Shape, keep: boolean): Shape => (keep ? [1, 1, input[2] ?? 0] : [input[2] ?? 0]);

export const globalAveragePooling2d = defineLayer({
  kind: 'GlobalAveragePooling2D',
  aliases: ['GlobalAvgPool2D'],
  doc: 'The mean of each channel over the whole image.',
  params: { keepdims: keepDims },
  positional: 0,
  rank: [3],
  infer: (params, input) => pooled(input, params.keepdims),
  lower: (context, params, x) =>
    context.build.op('reduceMean', [x], { axes: [1, 2], keepDims: params.keepdims }),
});

export const globalMaxPooling2d = defineLayer({
  kind: 'GlobalMaxPooling2D',
  aliases: ['GlobalMaxPool2D'],
  doc: 'The largest value of each channel over the whole image.',
  params: { keepdims: keepDims },
  positional: 0,
  rank: [3],
  infer: (params, input) => pooled(input, params.keepdims),
  lower: (context, params, x) =>
    context.build.op('reduceMax', [x], { axes: [1, 2], keepDims: params.keepdims }),
});
