import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { ConvAttributes, Padding2D } from '../../../../compiler/ir/op-attributes.ts';
import { SimdKernels } from '../simd/simd-kernels.ts';
import type { EncodedTask } from '../simd/task-board.ts';
import { tileCount, tilesAtOnce, transformedFloats } from '../simd/winograd-plan.ts';
import { filterSide } from '../simd/winograd-transforms.ts';
import { parts } from './parts.ts';
import { addressOf, blank, wasmKernel } from './wasm-kernel.ts';

/** (x, filter) → y and what the transformed filter was held in. */
export const winogradConv2d = wasmKernel('CnncWinogradConv2d', ({ backend, input, attributes }) => {
  const [x, filter] = [input('x'), input('filter')];
  const { resultShape, padding } = attributes as unknown as Pick<ConvAttributes, 'padding'> & ResultShape;
  const [channels = 0, filters = 0] = filter.shape.slice(2);
  const [y, scratch] = [blank(backend, resultShape), blank(backend, [transformedFloats(channels, filters)])];
  const kernels = SimdKernels.of(backend);
  const transformed = addressOf(backend, scratch);
  const from = { filter: addressOf(backend, filter), transformed, channels, filters };
  kernels.run(
    parts(channels, filterPart).map(([fromChannel, toChannel]) =>
      kernels.task('winogradFilter', { ...from, fromChannel, toChannel }),
    ),
  );
  convolve(backend, x, transformed, y, padding);
  return [y, scratch];
});

/** (dy, filter) → dx, a convolution of dy by the turned filter, and what that was held in, transformed. */
export const winogradInputGrad = wasmKernel('CnncWinogradInputGrad', ({ backend, input, attributes }) => {
  const [dy, filter] = [input('dy'), input('filter')];
  const { inputShape, padding } = attributes as unknown as Pick<ConvAttributes, 'padding'> & InputShape;
  const [channels = 0, filters = 0] = filter.shape.slice(2);
  const [dx, scratch] = [blank(backend, inputShape), blank(backend, [transformedFloats(filters, channels)])];
  const kernels = SimdKernels.of(backend);
  const transformed = addressOf(backend, scratch);
  const from = { filter: addressOf(backend, filter), transformed, channels, filters };
  kernels.run(
    parts(filters, filterPart).map(([fromFilter, toFilter]) =>
      kernels.task('winogradTurnedFilter', { ...from, fromFilter, toFilter }),
    ),
  );
  const [[top, bottom], [left, right]] = padding;
  const reach = filterSide - 1;
  convolve(backend, dy, transformed, dx, [
    [reach - top, reach - bottom],
    [reach - left, reach - right],
  ]);
  return [dx, scratch];
});

interface ResultShape {
  readonly resultShape: readonly number[];
}

interface InputShape {
  readonly inputShape: readonly number[];
}

/** Channels of a filter that one task transforms. */
const filterPart = 16;

function convolve(
  backend: BackendWasm,
  x: TensorInfo,
  transformed: number,
  y: TensorInfo,
  padding: Padding2D,
): void {
  const kernels = SimdKernels.of(backend);
  const [batch = 0, outHeight = 0, outWidth = 0, filters = 0] = y.shape;
  const atOnce = tilesAtOnce(x.shape[3] ?? 0, filters);
  const geometry = geometryOf(x.shape, y.shape, padding);
  const shared = { x: addressOf(backend, x), y: addressOf(backend, y), transformed, ...geometry };
  kernels.run(
    parts(tileCount(batch, outHeight, outWidth), atOnce).map(([firstTile, end]) =>
      kernels.task('winogradConvolution', { ...shared, firstTile, tiles: end - firstTile }),
    ),
  );
}

/** Channels and filters of the block of a gradient that one task sums up: both together fit the workspace. */
const block = 64;

/** (x, dy) → the gradient of the filter. */
export const winogradFilterGrad = wasmKernel('CnncWinogradFilterGrad', ({ backend, input, attributes }) => {
  const [x, dy] = [input('x'), input('dy')];
  const { filterShape, padding } = attributes as unknown as Pick<ConvAttributes, 'padding'> & FilterShape;
  const [, , channels = 0, filters = 0] = filterShape;
  const [batch = 0, outHeight = 0, outWidth = 0] = dy.shape;
  const gradient = blank(backend, filterShape);
  const kernels = SimdKernels.of(backend);
  const shared = {
    x: addressOf(backend, x),
    dy: addressOf(backend, dy),
    gradient: addressOf(backend, gradient),
    tileCount: tileCount(batch, outHeight, outWidth),
    ...geometryOf(x.shape, dy.shape, padding),
  };
  const tasks: EncodedTask[] = [];
  for (const [firstChannel, endChannel] of parts(channels, block)) {
    for (const [firstFilter, endFilter] of parts(filters, block)) {
      const within = { firstChannel, channelCount: endChannel - firstChannel };
      const across = { firstFilter, filterCount: endFilter - firstFilter };
      tasks.push(kernels.task('winogradFilterGradient', { ...shared, ...within, ...across }));
    }
  }
  kernels.run(tasks);
  return gradient;
});

interface FilterShape {
  readonly filterShape: readonly number[];
}

function geometryOf(
  [, height = 0, width = 0, channels = 0]: readonly number[],
  [, outHeight = 0, outWidth = 0, filters = 0]: readonly number[],
  [[top], [left]]: Padding2D,
): Record<'height' | 'width' | 'channels' | 'outHeight' | 'outWidth' | 'filters' | 'top' | 'left', number> {
  return { height, width, channels, outHeight, outWidth, filters, top, left };
}
