import {
  add,
  isLess,
  lane,
  type Lanes,
  load,
  loadFloat,
  multiply,
  splat,
  whole,
  type Whole,
  zeros,
} from '../../../webassembly/expression.ts';
import type { FunctionBody, Local } from '../../../webassembly/function-body.ts';

/** Columns of a tile: two registers of four lanes. */
export const tileColumns = 8;

/**
 * Rows of the tallest tile. 5 × 2 sums, two operands, a factor and a product are 14 registers; V8 gives out 15 on x64.
 */
export const tileRows = 5;

/** A block of a product that is summed up in registers: rows × 8 float32. */
export class Tile {
  readonly #f: FunctionBody;
  readonly #sums: readonly (readonly [Local<'v128'>, Local<'v128'>])[];
  readonly #right: readonly [Local<'v128'>, Local<'v128'>];
  readonly #factor: Local<'v128'>;

  constructor(f: FunctionBody, rows: number) {
    this.#f = f;
    this.#sums = Array.from({ length: rows }, () => [f.let(zeros), f.let(zeros)] as const);
    this.#right = [f.local('v128'), f.local('v128')];
    this.#factor = f.local('v128');
  }

  /** Adds to each row its factor times the eight numbers that lie `offset` bytes behind an address. */
  addProducts(factor: (row: number) => Lanes, right: Whole, offset: number): void {
    const f = this.#f;
    f.set(this.#right[0], load(right, offset));
    f.set(this.#right[1], load(right, offset + 16));
    this.#sums.forEach((sums, row) => {
      f.set(this.#factor, factor(row));
      for (const half of [0, 1] as const) {
        f.set(sums[half], add(sums[half], multiply(this.#factor, this.#right[half])));
      }
    });
  }

  /** Writes the first `columns` of each row, or adds them to what is there. */
  write(to: Whole, rowStride: Whole, columns: Whole, accumulate: Whole): void {
    const f = this.#f;
    f.when(
      isLess(columns, tileColumns),
      () => this.#eachRow(to, rowStride, (row, sums) => this.#writePart(row, sums, columns, accumulate)),
      () => this.#eachRow(to, rowStride, (row, sums) => this.#writeWhole(row, sums, accumulate)),
    );
  }

  #eachRow(
    to: Whole,
    rowStride: Whole,
    write: (row: Local<'i32'>, sums: readonly [Local<'v128'>, Local<'v128'>]) => void,
  ): void {
    const row = this.#f.let(to);
    for (const sums of this.#sums) {
      write(row, sums);
      this.#f.advance(row, rowStride);
    }
  }

  #writeWhole(row: Whole, [low, high]: readonly [Local<'v128'>, Local<'v128'>], accumulate: Whole): void {
    const f = this.#f;
    f.when(accumulate, () => {
      f.set(low, add(low, load(row)));
      f.set(high, add(high, load(row, 16)));
    });
    f.store(row, low);
    f.store(row, high, 16);
  }

  #writePart(
    row: Whole,
    sums: readonly [Local<'v128'>, Local<'v128'>],
    columns: Whole,
    accumulate: Whole,
  ): void {
    const f = this.#f;
    for (let column = 0; column < tileColumns - 1; column += 1) {
      f.when(isLess(whole(column), columns), () => {
        const total = f.let(column < 4 ? sums[0] : sums[1]);
        f.when(accumulate, () => f.set(total, add(total, splat(loadFloat(row, 4 * column)))));
        f.storeFloat(row, lane(total, column % 4), 4 * column);
      });
    }
  }
}
