import { type AnyLayerDefinition, defineLayer, mapShape } from './define-layer.ts';
import { type PoolOp, poolings } from './lower-pooling.ts';
import { padding, windowSizes } from './shared-parameters.ts';
import { type PaddingWord, type Window, slideArithmetic, slideWindow } from './window.ts';

interface Pool {
  readonly pool_size: readonly number[];
  readonly strides: readonly number[] | null;
  readonly padding: PaddingWord;
}

const windowOf = (params: Pool): Window => ({
  size: params.pool_size,
  strides: params.strides ?? params.pool_size,
  dilation: params.pool_size.map(() => 1),
  padding: params.padding,
  word: 'window',
  parameter: 'pool_size',
});

const places = ['', 'a sequence', 'an image', 'a volume'];

function definePooling(kind: string, alias: string, axes: 1 | 2 | 3, op: PoolOp): AnyLayerDefinition {
  const isMaximum = op === 'maxPool2d';
  const twos = Array.from({ length: axes }, () => 2);
  const size = windowSizes(axes, 'The size of the window.');
  const lower = poolings[axes];
  if (lower === undefined) throw new RangeError(`nothing pools ${axes} axes`);
  return defineLayer({
    kind,
    aliases: [alias],
    doc: isMaximum
      ? `The largest value under a window that slides over ${places[axes] ?? ''}, channel by channel.`
      : `The mean under a window that slides over ${places[axes] ?? ''}, channel by channel; cells outside do not count.`,
    params: {
      pool_size: isMaximum ? { ...size, default: twos } : size,
      strides: {
        ...windowSizes(axes, 'How far the window moves; `none`: its own size.'),
        nullable: true,
        default: null,
      },
      padding,
    },
    rank: [axes + 1],
    infer: (params, input) =>
      mapShape(slideWindow(windowOf(params), input), (slid) => [...slid, input.at(-1) ?? 0]),
    arithmetic: (params, input) => slideArithmetic(windowOf(params), input),
    keeps: () => (isMaximum ? 'range' : 'sums'),
    lower: ({ build }, params, x) => lower(build, op, windowOf(params), x),
  });
}

export const maxPooling1d = definePooling('MaxPooling1D', 'MaxPool1D', 1, 'maxPool2d');
export const maxPooling2d = definePooling('MaxPooling2D', 'MaxPool2D', 2, 'maxPool2d');
export const maxPooling3d = definePooling('MaxPooling3D', 'MaxPool3D', 3, 'maxPool2d');
export const averagePooling1d = definePooling('AveragePooling1D', 'AvgPool1D', 1, 'avgPool2d');
export const averagePooling2d = definePooling('AveragePooling2D', 'AvgPool2D', 2, 'avgPool2d');
export const averagePooling3d = definePooling('AveragePooling3D', 'AvgPool3D', 3, 'avgPool2d');
