import { type AnyLayerDefinition, defineLayer } from './define-layer.ts';
import { keepDims } from './shared-parameters.ts';

const places = ['', 'sequence', 'image', 'volume'];

type Reduction = 'reduceMean' | 'reduceMax';

/** A reduction over every axis but the batch and the channels. */
function defineGlobalPooling(
  kind: string,
  alias: string,
  axes: 1 | 2 | 3,
  reduction: Reduction,
): AnyLayerDefinition {
  const what = reduction === 'reduceMax' ? 'The largest value' : 'The mean';
  const reduced = Array.from({ length: axes }, (_, axis) => axis + 1);
  return defineLayer({
    kind,
    aliases: [alias],
    doc: `${what} of each channel over the whole ${places[axes] ?? ''}.`,
    params: { keepdims: keepDims },
    positional: 0,
    rank: [axes + 1],
    infer: (params, input) => [...(params.keepdims ? reduced.map(() => 1) : []), input.at(-1) ?? 0],
    keeps: () => (reduction === 'reduceMax' ? 'range' : 'sums'),
    lower: ({ build }, params, x) => build.op(reduction, [x], { axes: reduced, keepDims: params.keepdims }),
  });
}

export const globalAveragePooling1d = defineGlobalPooling(
  'GlobalAveragePooling1D',
  'GlobalAvgPool1D',
  1,
  'reduceMean',
);
export const globalAveragePooling2d = defineGlobalPooling(
  'GlobalAveragePooling2D',
  'GlobalAvgPool2D',
  2,
  'reduceMean',
);
export const globalAveragePooling3d = defineGlobalPooling(
  'GlobalAveragePooling3D',
  'GlobalAvgPool3D',
  3,
  'reduceMean',
);
export const globalMaxPooling1d = defineGlobalPooling(
  'GlobalMaxPooling1D',
  'GlobalMaxPool1D',
  1,
  'reduceMax',
);
export const globalMaxPooling2d = defineGlobalPooling(
  'GlobalMaxPooling2D',
  'GlobalMaxPool2D',
  2,
  'reduceMax',
);
export const globalMaxPooling3d = defineGlobalPooling(
  'GlobalMaxPooling3D',
  'GlobalMaxPool3D',
  3,
  'reduceMax',
);
