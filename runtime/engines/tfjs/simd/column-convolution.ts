import { isMore, least, minus, plus, times } from '../../../webassembly/expression.ts';
import type { FunctionReference, Local } from '../../../webassembly/function-body.ts';
import type { ModuleBuilder } from '../../../webassembly/module-builder.ts';
import { type Columns, geometry } from './columns.ts';
import { inPanels, type Packing } from './panels.ts';
import type { Product } from './product.ts';
import type { Run } from './runs.ts';

/*
 * Convolutions of any filter as products with columns, `atOnce` pixels at a time, which wait in the thread's `workspace`.
 * `panels`: the packed filter (taps · channels × filters), or the packed turned one.
 */

const convolutionOperands = [
  ...(['workspace', 'x', 'panels', 'y', 'firstPixel', 'pixels', 'atOnce'] as const),
  ...geometry,
] as const;

/** Some pixels of the result. */
export const defineColumnConvolution = (
  module: ModuleBuilder,
  { gather, product }: { readonly gather: Columns; readonly product: Product },
): FunctionReference<(typeof convolutionOperands)[number]> =>
  module.define('columnConvolution', convolutionOperands, (f, given) => {
    const { workspace, x, panels, y, firstPixel, pixels, atOnce, filters } = given;
    const depth = f.let(depthOf(given));
    f.range(0, pixels, atOnce, (from) => {
      const rows = f.let(least(minus(pixels, from), atOnce));
      const first = f.let(plus(firstPixel, from));
      f.call(gather, { ...given, picture: x, columns: workspace, firstPixel: first, pixels: rows });
      f.call(product, {
        a: workspace,
        aStride: times(depth, 4),
        panels,
        c: plus(y, times(first, filters, 4)),
        cStride: times(filters, 4),
        rows,
        columns: filters,
        depth,
        accumulate: 0,
      });
    });
  });

const inputOperands = [
  ...(['workspace', 'dy', 'panels', 'dx', 'image', 'atOnce'] as const),
  ...geometry,
] as const;

/** The gradient of one image of the input. */
export const defineColumnInputGradient = (
  module: ModuleBuilder,
  { scatter, product, clear }: { readonly scatter: Columns; readonly product: Product; readonly clear: Run },
): FunctionReference<(typeof inputOperands)[number]> =>
  module.define('columnInputGradient', inputOperands, (f, given) => {
    const { workspace, dy, panels, dx, image, atOnce, filters } = given;
    const depth = f.let(depthOf(given));
    const cells = f.let(times(given.height, given.width, given.channels));
    f.call(clear, { from: 0, to: plus(dx, times(image, cells, 4)), floats: cells });
    const pixels = f.let(times(given.outHeight, given.outWidth));
    f.range(0, pixels, atOnce, (from) => {
      const rows = f.let(least(minus(pixels, from), atOnce));
      const first = f.let(plus(times(image, pixels), from));
      f.call(product, {
        a: plus(dy, times(first, filters, 4)),
        aStride: times(filters, 4),
        panels,
        c: workspace,
        cStride: times(depth, 4),
        rows,
        columns: depth,
        depth: filters,
        accumulate: 0,
      });
      f.call(scatter, { ...given, picture: dx, columns: workspace, firstPixel: first, pixels: rows });
    });
  });

const filterOperands = [
  ...(['workspace', 'x', 'dy', 'gradient', 'allPixels', 'atOnce', 'firstFilter', 'filterCount'] as const),
  ...geometry,
] as const;

/** The gradient of some filters, over all pixels. */
export const defineColumnFilterGradient = (
  module: ModuleBuilder,
  {
    gather,
    turnedProduct,
    pack,
  }: { readonly gather: Columns; readonly turnedProduct: Product; readonly pack: Packing },
): FunctionReference<(typeof filterOperands)[number]> =>
  module.define('columnFilterGradient', filterOperands, (f, given) => {
    const { workspace, x, dy, gradient, allPixels, atOnce, firstFilter, filterCount, filters } = given;
    const depth = f.let(depthOf(given));
    const panels = f.let(workspace);
    const columns = f.let(plus(workspace, times(inPanels(filterCount), atOnce, 4)));
    f.range(0, allPixels, atOnce, (first) => {
      const pixels = f.let(least(minus(allPixels, first), atOnce));
      f.call(gather, { ...given, picture: x, columns, firstPixel: first, pixels });
      f.call(pack, {
        from: plus(dy, times(plus(times(first, filters), firstFilter), 4)),
        fromStride: times(filters, 4),
        columns: filterCount,
        depth: pixels,
        to: panels,
      });
      f.call(turnedProduct, {
        a: columns,
        aStride: times(depth, 4),
        panels,
        c: plus(gradient, times(firstFilter, 4)),
        cStride: times(filters, 4),
        rows: depth,
        columns: filterCount,
        depth: pixels,
        accumulate: isMore(first, 0),
      });
    });
  });

/** Floats of a pixel's column: taps · channels. */
const depthOf = ({
  kernelHeight,
  kernelWidth,
  channels,
}: Readonly<Record<'kernelHeight' | 'kernelWidth' | 'channels', Local<'i32'>>>) =>
  times(kernelHeight, kernelWidth, channels);
