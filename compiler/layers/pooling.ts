import type { Builder } from '../program/builder.ts';
import type { Value } from '../program/ir.ts';
import { batched, batchSize, fixed, scale } from '../program/size.ts';
import { type AnyLayerDefinition, defineLayer, isProblem } from './define-layer.ts';
import { shapeOf } from './input-shape.ts';
import { padding, windowSizes } from './shared-parameters.ts';
import { type PaddingWord, type Window, paddingOf, pair, slideWindow } from './window.ts';

interface Pool {
  readonly pool_size: readonly number[];
  readonly strides: readonly number[] | null;
  readonly padding: PaddingWord;
}

type PoolOp = 'maxPool2d' | 'avgPool2d';

const windowOf = (params: Pool): Window => ({
  size: params.pool_size,
  strides: params.strides ?? params.pool_size,
  dilation: params.pool_size.map(() => 1),
  padding: params.padding,
  word: 'window',
  parameter: 'pool_size',
});

function overImage(build: Builder, op: PoolOp, window: Window, x: Value): Value {
  return build.op(op, [x], {
    poolSize: pair(window.size),
    strides: pair(window.strides),
    padding: paddingOf(window, shapeOf(x)),
  });
}

/** One axis of a window as a window over rows. */
const rowsOf = (window: Window, axis: number): Window => ({
  ...window,
  size: [window.size[axis] ?? 1, 1],
  strides: [window.strides[axis] ?? 1, 1],
  dilation: [1, 1],
});

/** As an image of one column. */
function overSequence(build: Builder, op: PoolOp, window: Window, x: Value): Value {
  const [length = 1, channels = 1] = shapeOf(x);
  const column = build.op('reshape', [x], { shape: batched([length, 1, channels]) });
  const pooled = overImage(build, op, rowsOf(window, 0), column);
  return build.op('reshape', [pooled], { shape: batched([shapeOf(pooled)[0] ?? 1, channels]) });
}

/**
 * Every slice of the volume first, then through depth: a maximum of maxima is the maximum, and as the cells of a window
 * that lie in the volume are a box, the mean of means is the mean.
 */
function overVolume(build: Builder, op: PoolOp, window: Window, x: Value): Value {
  const [depth = 1, height = 1, width = 1, channels = 1] = shapeOf(x);
  const images = build.op('reshape', [x], {
    shape: [scale(batchSize, depth), fixed(height), fixed(width), fixed(channels)],
  });
  const across = { ...window, size: window.size.slice(1), strides: window.strides.slice(1) };
  const slices = overImage(build, op, across, images);
  const [, rows = fixed(1), columns = fixed(1)] = slices.shape;
  const pixels = rows.constant * columns.constant;
  const stack = build.op('reshape', [slices], { shape: batched([depth, pixels, channels]) });
  const pooled = overImage(build, op, rowsOf(window, 0), stack);
  const through = shapeOf(pooled)[0] ?? 1;
  return build.op('reshape', [pooled], {
    shape: batched([through, rows.constant, columns.constant, channels]),
  });
}

const lowerings = [undefined, overSequence, overImage, overVolume];

const places = ['', 'a sequence', 'an image', 'a volume'];

interface PoolingFacts {
  readonly kind: string;
  readonly aliases: readonly string[];
  readonly axes: 1 | 2 | 3;
  readonly op: PoolOp;
}

function definePooling({ kind, aliases, axes, op }: PoolingFacts): AnyLayerDefinition {
  const isMaximum = op === 'maxPool2d';
  const twos = Array.from({ length: axes }, () => 2);
  const size = windowSizes(axes, 'The size of the window.');
  const lower = lowerings[axes] ?? overImage;
  return defineLayer({
    kind,
    aliases,
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
    infer(params, input) {
      const slid = slideWindow(windowOf(params), input);
      return isProblem(slid) ? slid : [...slid, input.at(-1) ?? 0];
    },
    lower: ({ build }, params, x) => lower(build, op, windowOf(params), x),
  });
}

export const maxPooling1d = definePooling({
  kind: 'MaxPooling1D',
  aliases: ['MaxPool1D'],
  axes: 1,
  op: 'maxPool2d',
});
export const maxPooling2d = definePooling({
  kind: 'MaxPooling2D',
  aliases: ['MaxPool2D'],
  axes: 2,
  op: 'maxPool2d',
});
export const maxPooling3d = definePooling({
  kind: 'MaxPooling3D',
  aliases: ['MaxPool3D'],
  axes: 3,
  op: 'maxPool2d',
});
export const averagePooling1d = definePooling({
  kind: 'AveragePooling1D',
  aliases: ['AvgPool1D'],
  axes: 1,
  op: 'avgPool2d',
});
export const averagePooling2d = definePooling({
  kind: 'AveragePooling2D',
  aliases: ['AvgPool2D'],
  axes: 2,
  op: 'avgPool2d',
});
export const averagePooling3d = definePooling({
  kind: 'AveragePooling3D',
  aliases: ['AvgPool3D'],
  axes: 3,
  op: 'avgPool2d',
});
