import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { Pair, PoolAttributes } from '../../../../compiler/ir/op-attributes.ts';
import { SimdKernels } from '../simd/simd-kernels.ts';
import { addressOf, blank, floats, wasmKernel } from './wasm-kernel.ts';

/** The cells of a window that lie in the image, from one position on. */
interface Span {
  readonly from: number;
  readonly to: number;
}

function span(position: number, size: number, pool: number, stride: number, [before]: Pair): Span {
  const begin = position * stride - before;
  return { from: Math.max(begin, 0), to: Math.min(begin + pool, size) };
}

/**
 * dy at the first maximum of each window, row by row, added where windows overlap. The library's MaxPoolGrad (4.22) gives
 * it to the last of equal maxima, and gave wrong numbers for several images where windows do not overlap.
 */
export const maxPoolGrad = wasmKernel('CnncMaxPoolGrad', ({ backend, input, attributes }) => {
  const [x, dy] = [input('x'), input('dy')];
  const pool = attributes as unknown as PoolAttributes;
  const dx = blank(backend, x.shape);
  if ((x.shape[3] ?? 0) % 4 === 0) inFours(backend, x, dy, dx, pool);
  else oneByOne(backend, x, dy, dx, pool);
  return dx;
});

/** Four channels at a time, the images in threads. */
function inFours(
  backend: BackendWasm,
  x: TensorInfo,
  dy: TensorInfo,
  dx: TensorInfo,
  { poolSize, strides, padding: [[top], [left]] }: PoolAttributes,
): void {
  const [batch = 0, height = 0, width = 0, channels = 0] = x.shape;
  const [, outHeight = 0, outWidth = 0] = dy.shape;
  const kernels = SimdKernels.of(backend);
  const shared = {
    ...{ x: addressOf(backend, x), dy: addressOf(backend, dy), dx: addressOf(backend, dx) },
    ...{ height, width, channels, outHeight, outWidth, top, left },
    ...{ poolHeight: poolSize[0], poolWidth: poolSize[1] },
    ...{ strideDown: strides[0], strideAcross: strides[1] },
  };
  kernels.run(
    Array.from({ length: batch }, (_, image) => kernels.task('maxPoolGradient', { ...shared, image })),
  );
}

function oneByOne(
  backend: BackendWasm,
  x: TensorInfo,
  dy: TensorInfo,
  dx: TensorInfo,
  pool: PoolAttributes,
): void {
  const [batch = 0, height = 0, width = 0, channels = 0] = x.shape;
  const [, rows = 0, columns = 0] = dy.shape;
  const [from, given, to] = [floats(backend, x), floats(backend, dy), floats(backend, dx)];
  to.fill(0);
  const vertical = spans(rows, height, pool, 0);
  const horizontal = spans(columns, width, pool, 1);
  let source = 0;
  for (let image = 0; image < batch; image += 1) {
    const base = image * height * width * channels;
    for (const down of vertical) {
      for (const across of horizontal) {
        scatter(from, to, given, source, base, width * channels, channels, down, across);
        source += channels;
      }
    }
  }
}

const spans = (
  count: number,
  size: number,
  { poolSize, strides, padding }: PoolAttributes,
  axis: 0 | 1,
): Span[] =>
  Array.from({ length: count }, (_, position) =>
    span(position, size, poolSize[axis], strides[axis], padding[axis]),
  );

function scatter(
  x: Float32Array,
  dx: Float32Array,
  dy: Float32Array,
  source: number,
  base: number,
  rowLength: number,
  channels: number,
  down: Span,
  across: Span,
): void {
  for (let channel = 0; channel < channels; channel += 1) {
    let best = base + down.from * rowLength + across.from * channels + channel;
    let most = x[best] ?? 0;
    for (let row = down.from; row < down.to; row += 1) {
      let cell = base + row * rowLength + across.from * channels + channel;
      for (let column = across.from; column < across.to; column += 1) {
        const number = x[cell] ?? 0;
        if (number > most) {
          most = number;
          best = cell;
        }
        cell += channels;
      }
    }
    dx[best] = (dx[best] ?? 0) + (dy[source + channel] ?? 0);
  }
}
