import { defineLayer } from './define-layer.ts';
import { shapeOf } from './input-shape.ts';
import { padding } from './shared-parameters.ts';
import { type PaddingWord, type Window, pair, paddingOf, slideWindow } from './window.ts';

interface Pool {
  readonly pool_size: readonly number[];
  readonly strides: readonly number[] | null;
  readonly padding: PaddingWord;
}

const windowOf = (params: Pool): Window => ({
  size: params.pool_size,
  strides: params.strides ?? params.pool_size,
  dilation: [1, 1],
  padding: params.padding,
  word: 'window',
  parameter: 'pool_size',
});

const strides = {
  type: 'sizes',
  rank: 2,
  minimum: 1,
  nullable: true,
  default: null,
  doc: 'How far the window moves; `none`: its own size.',
} as const;

const poolSize = { type: 'sizes', rank: 2, minimum: 1, doc: 'Height and width of the window.' } as const;

export const maxPooling2d = defineLayer({
  kind: 'MaxPooling2D',
  aliases: ['MaxPool2D'],
  doc: 'The largest value under a sliding window, channel by channel.',
  params: { pool_size: { ...poolSize, default: [2, 2] }, strides, padding },
  rank: [3],
  infer(params, input) {
    const slid = slideWindow(windowOf(params), input);
    return 'message' in slid ? slid : [...slid, input[2] ?? 0];
  },
  lower(context, params, x) {
    const window = windowOf(params);
    return context.build.op('maxPool2d', [x], {
      poolSize: pair(window.size),
      strides: pair(window.strides),
      padding: paddingOf(window, shapeOf(x)),
    });
  },
});

export const averagePooling2d = defineLayer({
  kind: 'AveragePooling2D',
  aliases: ['AvgPool2D'],
  doc: 'The mean under a sliding window, channel by channel; cells outside the image do not count.',
  params: { pool_size: poolSize, strides, padding },
  rank: [3],
  infer(params, input) {
    const slid = slideWindow(windowOf(params), input);
    return 'message' in slid ? slid : [...slid, input[2] ?? 0];
  },
  lower(context, params, x) {
    const window = windowOf(params);
    return context.build.op('avgPool2d', [x], {
      poolSize: pair(window.size),
      strides: pair(window.strides),
      padding: paddingOf(window, shapeOf(x)),
    });
  },
});
