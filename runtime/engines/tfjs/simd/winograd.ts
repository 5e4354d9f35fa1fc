import { isMore, least, minus, plus, times, whole } from '../../../webassembly/expression.ts';
import type { FunctionReference } from '../../../webassembly/function-body.ts';
import type { ModuleBuilder } from '../../../webassembly/module-builder.ts';
import { clear } from './clear.ts';
import { inPanels } from './panels.ts';
import type { Product } from './product.ts';
import { defineFilterGradientTransform } from './winograd-filter.ts';
import {
  type InputTransform,
  defineResultGradientTransform,
  defineResultTransform,
} from './winograd-tiles.ts';
import { tileSide } from './winograd-transforms.ts';

/*
 * Convolutions of 3 × 3 filters and stride one as products of transformed tiles: for each of the 16 places in a tile, one
 * product over all channels. Channels and filters come in fours. `workspace` is the thread's own.
 */

const places = tileSide * tileSide;

/** Columns of a product whose results wait for their transform. */
export const resultColumns = 128;

/** Tiles of a filter gradient that are summed up at once; no power of two, for the reason given in `tilesAtOnce`. */
export const gradientTiles = 60;

const image = ['height', 'width', 'channels', 'outHeight', 'outWidth', 'filters', 'top', 'left'] as const;

const convolutionOperands = ['workspace', 'x', 'transformed', 'y', 'firstTile', 'tiles', ...image] as const;

/** Some tiles' results, from x and a transformed filter. */
export function defineWinogradConvolution(
  module: ModuleBuilder,
  { product, transformInput }: { readonly product: Product; readonly transformInput: InputTransform },
): FunctionReference<(typeof convolutionOperands)[number]> {
  const transformResult = defineResultTransform(module);
  return module.define('winogradConvolution', convolutionOperands, (f, given) => {
    const { workspace, transformed, tiles, channels, filters } = given;
    const inputs = f.let(clear(f, workspace, channels));
    const inputBytes = f.let(times(tiles, channels, 4));
    const results = f.let(plus(inputs, times(inputBytes, places)));
    f.call(transformInput, { ...given, stride: times(channels, 4), nothing: workspace, to: inputs });
    f.range(0, filters, resultColumns, (column) => {
      const columns = f.let(least(minus(filters, column), whole(resultColumns)));
      for (let place = 0; place < places; place += 1) {
        f.call(product, {
          a: plus(inputs, times(inputBytes, place)),
          aStride: times(channels, 4),
          panels: plus(transformed, times(plus(times(inPanels(filters), place), column), channels, 4)),
          c: plus(results, times(tiles, columns, 4 * place)),
          cStride: times(columns, 4),
          rows: tiles,
          columns,
          depth: channels,
          accumulate: 0,
        });
      }
      f.call(transformResult, {
        ...given,
        from: results,
        y: plus(given.y, times(column, 4)),
        stride: times(filters, 4),
        columns,
      });
    });
  });
}

const gradientOperands = [
  ...(['workspace', 'x', 'dy', 'gradient', 'tileCount'] as const),
  ...(['firstChannel', 'channelCount', 'firstFilter', 'filterCount'] as const),
  ...image,
] as const;

/** A block of the filter's gradient (some channels × some filters), over all tiles. */
export function defineWinogradFilterGradient(
  module: ModuleBuilder,
  {
    turnedProduct,
    transformInput,
  }: { readonly turnedProduct: Product; readonly transformInput: InputTransform },
): FunctionReference<(typeof gradientOperands)[number]> {
  const transformGradient = defineResultGradientTransform(module);
  const toFilterGradient = defineFilterGradientTransform(module);
  return module.define('winogradFilterGradient', gradientOperands, (f, given) => {
    const { workspace, channelCount, filterCount, channels, filters, tileCount } = given;
    const nothing = workspace;
    const sums = f.let(clear(f, workspace, f.let(plus(channelCount, filterCount))));
    const inputs = f.let(plus(sums, times(channelCount, filterCount, 4 * places)));
    const gradients = f.let(plus(inputs, times(channelCount, 4 * gradientTiles * places)));
    f.range(0, tileCount, gradientTiles, (firstTile) => {
      const tiles = f.let(least(minus(tileCount, firstTile), whole(gradientTiles)));
      f.call(transformInput, {
        ...given,
        x: plus(given.x, times(given.firstChannel, 4)),
        stride: times(channels, 4),
        channels: channelCount,
        firstTile,
        tiles,
        nothing,
        to: inputs,
      });
      f.call(transformGradient, {
        ...given,
        dy: plus(given.dy, times(given.firstFilter, 4)),
        stride: times(filters, 4),
        columns: filterCount,
        firstTile,
        tiles,
        nothing,
        to: gradients,
      });
      for (let place = 0; place < places; place += 1) {
        f.call(turnedProduct, {
          a: plus(inputs, times(tiles, channelCount, 4 * place)),
          aStride: times(channelCount, 4),
          panels: plus(gradients, times(tiles, inPanels(filterCount), 4 * place)),
          c: plus(sums, times(channelCount, filterCount, 4 * place)),
          cStride: times(filterCount, 4),
          rows: channelCount,
          columns: filterCount,
          depth: tiles,
          accumulate: isMore(firstTile, 0),
        });
      }
    });
    f.call(toFilterGradient, { ...given, from: sums });
  });
}
