import { dividedBy, load, minus, plus, remainder, times, whole } from '../../../webassembly/expression.ts';
import type { FunctionReference } from '../../../webassembly/function-body.ts';
import type { ModuleBuilder } from '../../../webassembly/module-builder.ts';
import { loadApart, storeApart } from './apart.ts';
import { inPanels } from './panels.ts';
import { tileColumns } from './tile.ts';
import { cellsOf, placeOf } from './winograd-cells.ts';
import {
  ofInput,
  ofResultGradient,
  onBothSides,
  resultSide,
  tileSide,
  toResult,
} from './winograd-transforms.ts';

/* Tiles of pictures to and from the 16 matrices that are multiplied; a `stride` is in bytes from pixel to pixel. */

const inputOperands = [
  ...(['x', 'height', 'width', 'stride', 'channels', 'outHeight', 'outWidth', 'top', 'left'] as const),
  ...(['firstTile', 'tiles', 'nothing', 'to'] as const),
] as const;

export type InputTransform = FunctionReference<(typeof inputOperands)[number]>;

/** Tiles of a picture (`stride` bytes from pixel to pixel) → 16 matrices (tiles × channels). */
export const defineInputTransform = (module: ModuleBuilder): InputTransform =>
  module.define('winogradInput', inputOperands, (f, given) => {
    const { channels, firstTile, tiles, to } = given;
    const placeStride = f.let(times(tiles, channels, 4));
    f.range(0, tiles, 1, (tile) => {
      const place = placeOf(f, plus(firstTile, tile), given.outHeight, given.outWidth);
      const corner = {
        image: place.image,
        row: f.let(minus(place.row, given.top)),
        column: f.let(minus(place.column, given.left)),
      };
      const picture = { from: given.x, height: given.height, width: given.width, stride: given.stride };
      const cells = cellsOf(f, tileSide, corner, picture, given.nothing);
      f.range(0, times(channels, 4), 16, (channel) => {
        const values = cells.map((cell) => f.let(load(plus(cell, channel))));
        const first = f.let(plus(to, times(tile, channels, 4), channel));
        storeApart(f, first, placeStride, onBothSides(f, ofInput, values));
      });
    });
  });

const resultOperands = [
  ...(['from', 'y', 'outHeight', 'outWidth', 'stride', 'columns', 'firstTile', 'tiles'] as const),
] as const;

/** 16 matrices (tiles × columns) → the tiles' results (`stride` bytes from pixel to pixel). */
export const defineResultTransform = (
  module: ModuleBuilder,
): FunctionReference<(typeof resultOperands)[number]> =>
  module.define('winogradResult', resultOperands, (f, given) => {
    const { from, outHeight, outWidth, columns, firstTile, tiles } = given;
    const placeStride = f.let(times(tiles, columns, 4));
    f.range(0, tiles, 1, (tile) => {
      const place = placeOf(f, plus(firstTile, tile), outHeight, outWidth);
      const picture = { from: given.y, height: outHeight, width: outWidth, stride: given.stride };
      const cells = cellsOf(f, resultSide, place, picture, whole(0));
      f.range(0, times(columns, 4), 16, (column) => {
        const first = f.let(plus(from, times(tile, columns, 4), column));
        const results = onBothSides(f, toResult, loadApart(f, first, placeStride, tileSide * tileSide));
        results.forEach((result, index) => {
          const cell = cells[index] ?? whole(0);
          f.when(cell, () => f.store(plus(cell, column), result));
        });
      });
    });
  });

const gradientTileOperands = [
  ...(['dy', 'outHeight', 'outWidth', 'stride', 'columns', 'firstTile', 'tiles', 'nothing', 'to'] as const),
] as const;

/** Tiles of a result's gradient → 16 matrices (tiles × columns) in panels. */
export const defineResultGradientTransform = (
  module: ModuleBuilder,
): FunctionReference<(typeof gradientTileOperands)[number]> =>
  module.define('winogradResultGradient', gradientTileOperands, (f, given) => {
    const { outHeight, outWidth, columns, firstTile, tiles, to } = given;
    const placeStride = f.let(times(tiles, inPanels(columns), 4));
    f.range(0, tiles, 1, (tile) => {
      const place = placeOf(f, plus(firstTile, tile), outHeight, outWidth);
      const picture = { from: given.dy, height: outHeight, width: outWidth, stride: given.stride };
      const cells = cellsOf(f, resultSide, place, picture, given.nothing);
      f.range(0, columns, 4, (column) => {
        const values = cells.map((cell) => f.let(load(plus(cell, times(column, 4)))));
        const panel = times(dividedBy(column, tileColumns), tiles, 4 * tileColumns);
        const within = plus(times(tile, 4 * tileColumns), times(remainder(column, tileColumns), 4));
        const first = f.let(plus(to, panel, within));
        storeApart(f, first, placeStride, onBothSides(f, ofResultGradient, values));
      });
    });
  });
