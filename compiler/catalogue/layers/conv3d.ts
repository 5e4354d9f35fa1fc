import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';
import { batched, batchSize, fixed, fixedShape, known, scale } from '../../ir/extent.ts';
import { type ConvolutionParams, defineConvolution } from './convolution.ts';
import { shapeOf } from './input-shape.ts';
import { padding } from './shared-parameters.ts';
import { kernelWindow } from './sliding.ts';
import { type Window, paddingsOf, slideWindow } from './window.ts';
import { concreteShape } from './define-layer.ts';

/** The slices of the padded volume that one tap in depth meets, all as images: (N · D', H, W, C). */
function slicesAt(build: Builder, padded: Value, tap: number, depth: number, window: Window): Value {
  const [, height = 1, width = 1, channels = 1] = shapeOf(padded);
  const met = build.op('slice', [padded], {
    begin: [0, tap * (window.dilation[0] ?? 1), 0, 0, 0],
    size: batched([depth, height, width, channels]),
    strides: [1, window.strides[0] ?? 1, 1, 1, 1],
  });
  const shape = [scale(batchSize, depth), fixed(height), fixed(width), fixed(channels)];
  return build.op('reshape', [met], { shape });
}

/** The kernel's images at one tap in depth: (h, w, C / groups, filters). */
function filterAt(build: Builder, kernel: Value, tap: number): Value {
  const [, ...sizes] = kernel.shape.map(known);
  const one = build.op('slice', [kernel], {
    begin: [tap, 0, 0, 0, 0],
    size: fixedShape([1, ...sizes]),
    strides: [1, 1, 1, 1, 1],
  });
  return build.op('reshape', [one], { shape: fixedShape(sizes) });
}

/** One 2D convolution for each of the kernel's taps in depth, over all slices at once, added up. */
function overDepth(build: Builder, params: ConvolutionParams, x: Value, kernel: Value): Value {
  const window = kernelWindow(params);
  const input = shapeOf(x);
  const [inDepth = [0, 0], vertical = [0, 0], horizontal = [0, 0]] = paddingsOf(window, input);
  const none = [0, 0] as const;
  const paddings = [none, inDepth, none, none, none];
  const padded = inDepth.some((cells) => cells > 0) ? build.op('pad', [x], { paddings, value: 0 }) : x;
  const [depth = 1, height = 1, width = 1] = concreteShape(slideWindow(window, input));
  const [, down = 1, across = 1] = params.strides;
  const [, dilationDown = 1, dilationAcross = 1] = params.dilation_rate;
  const parts = Array.from({ length: params.kernel_size[0] ?? 1 }, (_, tap) =>
    build.op('conv2d', [slicesAt(build, padded, tap, depth, window), filterAt(build, kernel, tap)], {
      strides: [down, across],
      padding: [vertical, horizontal],
      dilations: [dilationDown, dilationAcross],
      groups: params.groups,
    }),
  );
  const total = parts.reduce((sum, part) => build.op('add', [sum, part], {}));
  return build.op('reshape', [total], { shape: batched([depth, height, width, params.filters]) });
}

export const conv3d = defineConvolution({
  kind: 'Conv3D',
  aliases: ['Convolution3D'],
  doc: 'A 3D convolution over (depth, height, width, channels): `filters` kernels slide through the volume.',
  axes: 3,
  extent: 'Depth, height and width',
  paddings: padding,
  convolve: ({ build }, params, x, kernel) => overDepth(build, params, x, kernel),
});
