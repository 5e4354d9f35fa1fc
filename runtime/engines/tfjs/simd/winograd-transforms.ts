import {
  add,
  floatConstant,
  type Lanes,
  multiply,
  splat,
  subtract,
  zeros,
} from '../../../webassembly/expression.ts';
import type { FunctionBody } from '../../../webassembly/function-body.ts';

/*
 * The minimal filtering F(2×2, 3×3) of Lavin and Gray 2015 ("Fast Algorithms for Convolutional Neural Networks", §4): 2 × 2
 * results from 4 × 4 cells with 16 multiplications in the place of 36,
 *     y = Aᵀ [(G g Gᵀ) ⊙ (Bᵀ d B)] A,
 * and its adjoint towards the filter, dg = Gᵀ [(Bᵀ d B) ⊙ (A dy Aᵀ)] G. Each function below is one matrix times a column.
 */

/** Cells along a side: results of a tile, what they are computed from, the filter. */
export const resultSide = 2;
export const tileSide = 4;
export const filterSide = 3;

/** A matrix times a column of lanes; may keep what it uses twice. */
export type Transform = (f: FunctionBody, column: readonly Lanes[]) => readonly Lanes[];

const half = splat(floatConstant(0.5));
const taken = (column: readonly Lanes[], count: number): Lanes[] => {
  if (column.length !== count) throw new RangeError(`a column of ${count} is wanted, not ${column.length}`);
  return [...column];
};

/** Bᵀ · column of 4 */
export const ofInput: Transform = (_, column) => {
  const [a, b, c, d] = taken(column, 4) as [Lanes, Lanes, Lanes, Lanes];
  return [subtract(a, c), add(b, c), subtract(c, b), subtract(b, d)];
};

/** G · column of 3 */
export const ofFilter: Transform = (f, column) => {
  const [a, b, c] = taken(column, 3) as [Lanes, Lanes, Lanes];
  const outer = f.let(multiply(half, add(a, c)));
  const middle = f.let(multiply(half, b));
  return [a, add(outer, middle), subtract(outer, middle), c];
};

/** Aᵀ · column of 4 */
export const toResult: Transform = (_, column) => {
  const [a, b, c, d] = taken(column, 4) as [Lanes, Lanes, Lanes, Lanes];
  return [add(add(a, b), c), subtract(subtract(b, c), d)];
};

/** A · column of 2 */
export const ofResultGradient: Transform = (_, column) => {
  const [a, b] = taken(column, 2) as [Lanes, Lanes];
  return [a, add(a, b), subtract(a, b), subtract(zeros, b)];
};

/** Gᵀ · column of 4 */
export const toFilterGradient: Transform = (f, column) => {
  const [a, b, c, d] = taken(column, 4) as [Lanes, Lanes, Lanes, Lanes];
  const sum = f.let(multiply(half, add(b, c)));
  return [add(a, sum), multiply(half, subtract(b, c)), add(sum, d)];
};

/** matrix · cells · matrixᵀ: the transform of each column, then of each row of what that gives. Cells lie row by row. */
export function onBothSides(
  f: FunctionBody,
  transform: Transform,
  cells: readonly Lanes[],
): readonly Lanes[] {
  const side = Math.sqrt(cells.length);
  const indices = Array.from({ length: side }, (_, index) => index);
  const once = (columns: readonly (readonly Lanes[])[]): Lanes[][] =>
    columns.map((column) => transform(f, column).map((value) => f.let(value)));
  const columns = once(indices.map((column) => indices.map((row) => cells[side * row + column] ?? zeros)));
  const rows = (columns[0] ?? []).map((_, row) => columns.map((column) => column[row] ?? zeros));
  return once(rows).flat();
}
