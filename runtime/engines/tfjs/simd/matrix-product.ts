import {
  choose,
  isMore,
  least,
  minus,
  plus,
  times,
  type Whole,
  whole,
} from '../../../webassembly/expression.ts';
import type { FunctionReference } from '../../../webassembly/function-body.ts';
import type { ModuleBuilder } from '../../../webassembly/module-builder.ts';
import type { Packing } from './panels.ts';
import type { Product } from './product.ts';
import { tileColumns } from './tile.ts';

const operands = [
  ...(['workspace', 'a', 'aStride', 'aTurned', 'b', 'bStride', 'bTurned', 'c', 'cStride'] as const),
  ...(['rows', 'columns', 'depth'] as const),
] as const;

interface Parts {
  readonly product: Product;
  readonly turnedProduct: Product;
  readonly pack: Packing;
  readonly packTurned: Packing;
}

/** The depth of a panel at most, so that it stays in the first-level cache: 32 KiB. */
const panelDepth = 1024;

/**
 * C (rows × columns) = A · B, either of them as it lies or turned; each panel of B, or the part of its depth that fits, is
 * packed in the thread's workspace.
 */
export const defineMatrixProduct = (
  module: ModuleBuilder,
  { product, turnedProduct, pack, packTurned }: Parts,
): FunctionReference<(typeof operands)[number]> =>
  module.define('matrixProduct', operands, (f, given) => {
    const { workspace, aStride, aTurned, bStride, bTurned, cStride, rows } = given;
    f.range(0, given.columns, tileColumns, (column) => {
      const columns = f.let(least(minus(given.columns, column), whole(tileColumns)));
      f.range(0, given.depth, panelDepth, (from) => {
        const depth = f.let(least(minus(given.depth, from), whole(panelDepth)));
        const start = cell(given.b, bStride, bTurned, from, column);
        const packing = { from: start, fromStride: bStride, columns, depth, to: workspace };
        f.when(
          bTurned,
          () => f.call(packTurned, packing),
          () => f.call(pack, packing),
        );
        const multiplied = {
          a: cell(given.a, aStride, aTurned, whole(0), from),
          aStride,
          panels: workspace,
          c: plus(given.c, times(column, 4)),
          ...{ cStride, rows, columns, depth, accumulate: isMore(from, 0) },
        };
        f.when(
          aTurned,
          () => f.call(turnedProduct, multiplied),
          () => f.call(product, multiplied),
        );
      });
    });
  });

/** The address of a cell of a matrix, which may lie turned. */
const cell = (matrix: Whole, stride: Whole, turned: Whole, row: Whole, column: Whole): Whole =>
  plus(matrix, times(choose(turned, column, row), stride), times(choose(turned, row, column), 4));
