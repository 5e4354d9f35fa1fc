import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { ConvAttributes } from '../../../../compiler/ir/op-attributes.ts';
import { filtersAtOnce, panelFloats, pixelsAtOnce } from '../simd/column-plan.ts';
import { SimdKernels } from '../simd/simd-kernels.ts';
import { tileColumns } from '../simd/tile.ts';
import { parts } from './parts.ts';
import { addressOf, blank, wasmKernel } from './wasm-kernel.ts';

/** (x, filter) → y and what the packed filter was held in. */
export const columnConv2d = wasmKernel('CnncColumnConv2d', ({ backend, input, attributes }) => {
  const [x, filter] = [input('x'), input('filter')];
  const given = attributes as unknown as ConvAttributes & { readonly resultShape: readonly number[] };
  const geometry = geometryOf(given, x.shape, filter.shape, given.resultShape);
  const depth = depthOf(filter.shape);
  const { filters } = geometry;
  const [y, scratch] = [blank(backend, given.resultShape), blank(backend, [panelFloats(depth, filters)])];
  const kernels = SimdKernels.of(backend);
  const panels = addressOf(backend, scratch);
  pack(backend, 'pack', {
    from: addressOf(backend, filter),
    rowFloats: filters,
    columns: filters,
    depth,
    panels,
  });
  const atOnce = pixelsAtOnce(depth);
  const shared = { x: addressOf(backend, x), y: addressOf(backend, y), panels, atOnce, ...geometry };
  kernels.run(
    parts(pixelsOf(y), atOnce).map(([firstPixel, end]) =>
      kernels.task('columnConvolution', { ...shared, firstPixel, pixels: end - firstPixel }),
    ),
  );
  return [y, scratch];
});

/** (dy, filter) → dx and what the packed, turned filter was held in. */
export const columnInputGrad = wasmKernel('CnncColumnInputGrad', ({ backend, input, attributes }) => {
  const [dy, filter] = [input('dy'), input('filter')];
  const given = attributes as unknown as ConvAttributes & { readonly inputShape: readonly number[] };
  const geometry = geometryOf(given, given.inputShape, filter.shape, dy.shape);
  const columns = depthOf(filter.shape);
  const { filters } = geometry;
  const [dx, scratch] = [blank(backend, given.inputShape), blank(backend, [panelFloats(filters, columns)])];
  const kernels = SimdKernels.of(backend);
  const panels = addressOf(backend, scratch);
  const from = addressOf(backend, filter);
  pack(backend, 'packTurned', { from, rowFloats: filters, columns, depth: filters, panels });
  const atOnce = pixelsAtOnce(columns);
  const shared = { dy: addressOf(backend, dy), dx: addressOf(backend, dx), panels, atOnce, ...geometry };
  kernels.run(
    Array.from({ length: dy.shape[0] ?? 0 }, (_, image) =>
      kernels.task('columnInputGradient', { ...shared, image }),
    ),
  );
  return [dx, scratch];
});

/** (x, dy) → the gradient of the filter. */
export const columnFilterGrad = wasmKernel('CnncColumnFilterGrad', ({ backend, input, attributes }) => {
  const [x, dy] = [input('x'), input('dy')];
  const given = attributes as unknown as ConvAttributes & { readonly filterShape: readonly number[] };
  const geometry = geometryOf(given, x.shape, given.filterShape, dy.shape);
  const gradient = blank(backend, given.filterShape);
  const kernels = SimdKernels.of(backend);
  const shared = {
    x: addressOf(backend, x),
    dy: addressOf(backend, dy),
    gradient: addressOf(backend, gradient),
    allPixels: pixelsOf(dy),
    atOnce: pixelsAtOnce(depthOf(given.filterShape)),
    ...geometry,
  };
  kernels.run(
    parts(geometry.filters, filtersAtOnce(geometry.filters, kernels.threads)).map(([firstFilter, end]) =>
      kernels.task('columnFilterGradient', { ...shared, firstFilter, filterCount: end - firstFilter }),
    ),
  );
  return gradient;
});

/** Panels that one task packs. */
const panelsPart = 4;

interface Matrix {
  readonly from: number;
  readonly rowFloats: number;
  readonly columns: number;
  readonly depth: number;
  readonly panels: number;
}

/** A matrix, or one that lies turned, in panels. */
function pack(
  backend: BackendWasm,
  kernel: 'pack' | 'packTurned',
  { from, rowFloats, columns, depth, panels }: Matrix,
): void {
  const kernels = SimdKernels.of(backend);
  kernels.run(
    parts(columns, panelsPart * tileColumns).map(([first, end]) =>
      kernels.task(kernel, {
        from: from + 4 * first * (kernel === 'pack' ? 1 : rowFloats),
        fromStride: 4 * rowFloats,
        columns: end - first,
        depth,
        to: panels + 4 * first * depth,
      }),
    ),
  );
}

const depthOf = ([height = 0, width = 0, channels = 0]: readonly number[]): number =>
  height * width * channels;

const pixelsOf = ({ shape: [batch = 0, height = 0, width = 0] }: TensorInfo): number =>
  batch * height * width;

function geometryOf(
  { strides, dilations, padding: [[top], [left]] }: ConvAttributes,
  [, height = 0, width = 0, channels = 0]: readonly number[],
  [kernelHeight = 0, kernelWidth = 0]: readonly number[],
  [, outHeight = 0, outWidth = 0, filters = 0]: readonly number[],
) {
  return {
    ...{ height, width, channels, outHeight, outWidth, filters, kernelHeight, kernelWidth, top, left },
    ...{ strideDown: strides[0], strideAcross: strides[1] },
    ...{ dilationDown: dilations[0], dilationAcross: dilations[1] },
  };
}
