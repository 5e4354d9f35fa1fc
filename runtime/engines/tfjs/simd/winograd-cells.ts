import {
  both,
  choose,
  dividedBy,
  isBelow,
  plus,
  remainder,
  times,
  type Whole,
} from '../../../webassembly/expression.ts';
import type { FunctionBody, Local } from '../../../webassembly/function-body.ts';
import { resultSide } from './winograd-transforms.ts';

/** An image of a batch, and a cell in it. */
export interface Cell {
  readonly image: Local<'i32'>;
  readonly row: Local<'i32'>;
  readonly column: Local<'i32'>;
}

/** Where a tile's results begin, from its number: image by image, row by row. */
export function placeOf(f: FunctionBody, tile: Whole, outHeight: Whole, outWidth: Whole): Cell {
  const across = f.let(inTiles(outWidth));
  const down = f.let(inTiles(outHeight));
  const line = f.let(dividedBy(tile, across));
  return {
    image: f.let(dividedBy(line, down)),
    row: f.let(times(remainder(line, down), resultSide)),
    column: f.let(times(remainder(tile, across), resultSide)),
  };
}

/** How many tiles a number of results takes. */
const inTiles = (size: Whole): Whole => dividedBy(plus(size, resultSide - 1), resultSide);

/** Addresses of a square of cells, of those outside of the picture that of `outside`. */
export function cellsOf(
  f: FunctionBody,
  side: number,
  { image, row, column }: Cell,
  picture: { readonly from: Whole; readonly height: Whole; readonly width: Whole; readonly stride: Whole },
  outside: Whole,
): Local<'i32'>[] {
  const { from, height, width, stride } = picture;
  return Array.from({ length: side }, (_, down) => {
    const y = f.let(plus(row, down));
    const inside = f.let(isBelow(y, height));
    const line = f.let(plus(from, times(plus(times(image, height), y), width, stride)));
    return Array.from({ length: side }, (_, across) => {
      const x = f.let(plus(column, across));
      const cell = plus(line, times(x, stride));
      return f.let(choose(both(inside, isBelow(x, width)), cell, outside));
    });
  }).flat();
}
