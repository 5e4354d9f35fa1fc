import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';
import type { Problem } from './define-layer.ts';
import { shapeOf } from './input-shape.ts';
import { type PaddingWord, type Window, pair, paddingOf } from './window.ts';

/** The parameters that set how kernels slide. */
export interface Sliding {
  readonly kernel_size: readonly number[];
  readonly strides: readonly number[];
  readonly dilation_rate: readonly number[];
  readonly padding: PaddingWord;
}

/** The window that a convolution's parameters make. */
export const kernelWindow = (params: Sliding): Window => ({
  size: params.kernel_size,
  strides: params.strides,
  dilation: params.dilation_rate,
  padding: params.padding,
  word: 'kernel',
  parameter: 'kernel_size',
});

/** TensorFlow has no convolution that is strided and dilated both. */
export const stridesAndDilation = ({ strides, dilation_rate }: Sliding): Problem | undefined =>
  strides.some((by) => by > 1) && dilation_rate.some((by) => by > 1)
    ? { parameter: 'dilation_rate', message: 'strides and dilation above 1 exclude each other' }
    : undefined;

/** A convolution of images by a kernel (h, w, channels / groups, filters), without bias. */
export const convolveImage = (
  build: Builder,
  params: Sliding & { readonly groups: number },
  x: Value,
  kernel: Value,
): Value =>
  build.op('conv2d', [x, kernel], {
    strides: pair(params.strides),
    padding: paddingOf(kernelWindow(params), shapeOf(x)),
    dilations: pair(params.dilation_rate),
    groups: params.groups,
  });
