import {
  both,
  dividedBy,
  equals,
  isAtMost,
  least,
  loadSplat,
  minus,
  plus,
  times,
  whole,
} from '../../../webassembly/expression.ts';
import type { FunctionBody, FunctionReference, Local } from '../../../webassembly/function-body.ts';
import type { ModuleBuilder } from '../../../webassembly/module-builder.ts';
import { Tile, tileColumns, tileRows } from './tile.ts';

/*
 * Products of matrices tile by tile: a tile of the result stays in registers while the whole depth is summed up (Goto and
 * van de Geijn 2008, "Anatomy of High-Performance Matrix Multiplication"). The right matrix lies in panels of eight
 * columns, one row of eight after another; the last is filled up with anything. A `…Stride` counts bytes.
 */

const operands = [
  'a',
  'aStride',
  'panels',
  'c',
  'cStride',
  'rows',
  'columns',
  'depth',
  'accumulate',
] as const;
const tileOperands = ['a', 'aStride', 'panel', 'c', 'cStride', 'columns', 'depth', 'accumulate'] as const;

type TileFunction = FunctionReference<(typeof tileOperands)[number]>;
export type Product = FunctionReference<(typeof operands)[number]>;

/** Steps of the depth in one turn of the innermost loop. */
const unrolled = 4;

/** C (rows × columns) = A · B, or C + A · B; A (rows × depth) lies row by row, `aStride` bytes apart. */
export const defineProduct = (module: ModuleBuilder): Product =>
  defineOverTiles(module, 'product', defineRowTile, ({ a, aStride }, row) => plus(a, times(row, aStride)));

/** The same with A turned: its columns (depth × rows) lie one after another, `aStride` bytes apart. */
export const defineTurnedProduct = (module: ModuleBuilder): Product =>
  defineOverTiles(module, 'turnedProduct', defineColumnTile, ({ a }, row) => plus(a, times(row, 4)));

type Operands = Readonly<Record<(typeof operands)[number], Local<'i32'>>>;

function defineOverTiles(
  module: ModuleBuilder,
  name: string,
  defineTile: (module: ModuleBuilder, rows: number) => TileFunction,
  addressOf: (operands: Operands, row: Local<'i32'>) => Local<'i32'> | ReturnType<typeof plus>,
): Product {
  const tiles = Array.from({ length: tileRows }, (_, index) => defineTile(module, index + 1));
  return module.define(name, operands, (f, given) => {
    const { panels, c, cStride, rows, columns, depth, accumulate } = given;
    f.range(0, columns, tileColumns, (column) => {
      const panel = f.let(plus(panels, times(column, depth, 4)));
      const left = f.let(minus(columns, column));
      f.range(0, rows, tileRows, (row) => {
        const shared = {
          a: addressOf(given, row),
          aStride: given.aStride,
          panel,
          c: plus(c, times(row, cStride), times(column, 4)),
          cStride,
          columns: left,
          depth,
          accumulate,
        };
        callFor(f, tiles, least(minus(rows, row), whole(tileRows)), shared);
      });
    });
  });
}

/** Calls the tile of as many rows as are left. */
function callFor(
  f: FunctionBody,
  tiles: readonly TileFunction[],
  height: ReturnType<typeof plus>,
  given: Parameters<typeof f.call<(typeof tileOperands)[number]>>[1],
): void {
  const rows = f.let(height);
  const [tallest] = tiles.slice(-1);
  if (tallest === undefined) return;
  const others = tiles.slice(0, -1);
  f.when(
    isAtMost(whole(tiles.length), rows),
    () => f.call(tallest, given),
    () => {
      others.forEach((tile, index) => {
        f.when(equals(rows, index + 1), () => f.call(tile, given));
      });
    },
  );
}

function defineRowTile(module: ModuleBuilder, rows: number): TileFunction {
  return module.define(
    `rowTile${rows}`,
    tileOperands,
    (f, { a, aStride, panel, c, cStride, columns, depth, accumulate }) => {
      const tile = new Tile(f, rows);
      const rowStarts: Local<'i32'>[] = [];
      for (let row = 0; row < rows; row += 1) {
        rowStarts.push(f.let(row === 0 ? a : plus(rowStarts[row - 1] ?? a, aStride)));
      }
      const steps = (count: number): void => {
        for (let step = 0; step < count; step += 1) {
          tile.addProducts((row) => loadSplat(rowStarts[row] ?? a, 4 * step), panel, 4 * tileColumns * step);
        }
        for (const start of rowStarts) f.advance(start, 4 * count);
        f.advance(panel, 4 * tileColumns * count);
      };
      eachStep(f, depth, steps);
      tile.write(c, cStride, columns, accumulate);
    },
  );
}

function defineColumnTile(module: ModuleBuilder, rows: number): TileFunction {
  return module.define(
    `columnTile${rows}`,
    tileOperands,
    (f, { a, aStride, panel, c, cStride, columns, depth, accumulate }) => {
      const tile = new Tile(f, rows);
      const column = f.let(a);
      const steps = (count: number): void => {
        for (let step = 0; step < count; step += 1) {
          tile.addProducts((row) => loadSplat(column, 4 * row), panel, 4 * tileColumns * step);
          f.advance(column, aStride);
        }
        f.advance(panel, 4 * tileColumns * count);
      };
      eachStep(f, depth, steps);
      tile.write(c, cStride, columns, accumulate);
    },
  );
}

/** The depth in fours, then what is left one by one. */
function eachStep(f: FunctionBody, depth: Local<'i32'>, steps: (count: number) => void): void {
  f.repeat(dividedBy(depth, unrolled), () => steps(unrolled));
  f.repeat(both(depth, unrolled - 1), () => steps(1));
}
