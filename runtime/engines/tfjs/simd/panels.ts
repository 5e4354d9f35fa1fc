import {
  dividedBy,
  floatConstant,
  isLess,
  loadFloat,
  load,
  minus,
  plus,
  times,
  type Whole,
  whole,
} from '../../../webassembly/expression.ts';
import type { FunctionBody, FunctionReference, Local } from '../../../webassembly/function-body.ts';
import type { ModuleBuilder } from '../../../webassembly/module-builder.ts';
import { tileColumns } from './tile.ts';

/** Columns rounded up to whole panels. */
export const inPanels = (columns: Whole): Whole =>
  times(dividedBy(plus(columns, tileColumns - 1), tileColumns), tileColumns);

const operands = ['from', 'fromStride', 'columns', 'depth', 'to'] as const;

export type Packing = FunctionReference<(typeof operands)[number]>;

/** A matrix (depth × columns) whose rows lie `fromStride` bytes apart → its panels, the last filled up with zeros. */
export const definePacking = (module: ModuleBuilder): Packing =>
  definePanels(
    module,
    'pack',
    (f, from, { fromStride }, to, left) => {
      f.when(
        isLess(left, tileColumns),
        () => {
          for (let column = 0; column < tileColumns; column += 1) {
            f.when(
              isLess(whole(column), left),
              () => f.storeFloat(to, loadFloat(from, 4 * column), 4 * column),
              () => f.storeFloat(to, floatConstant(0), 4 * column),
            );
          }
        },
        () => {
          f.store(to, load(from));
          f.store(to, load(from, 16), 16);
        },
      );
      f.advance(from, fromStride);
    },
    (from, column) => plus(from, times(column, 4)),
  );

/** The same from the turned matrix (columns × depth). */
export const defineTurnedPacking = (module: ModuleBuilder): Packing =>
  definePanels(
    module,
    'packTurned',
    (f, from, { fromStride }, to, left) => {
      const source = f.let(from);
      for (let column = 0; column < tileColumns; column += 1) {
        f.when(
          isLess(whole(column), left),
          () => f.storeFloat(to, loadFloat(source), 4 * column),
          () => f.storeFloat(to, floatConstant(0), 4 * column),
        );
        f.advance(source, fromStride);
      }
      f.advance(from, 4);
    },
    (from, column, fromStride) => plus(from, times(column, fromStride)),
  );

function definePanels(
  module: ModuleBuilder,
  name: string,
  writeRow: (
    f: FunctionBody,
    from: Local<'i32'>,
    given: Readonly<Record<(typeof operands)[number], Local<'i32'>>>,
    to: Local<'i32'>,
    left: Whole,
  ) => void,
  start: (from: Whole, column: Whole, fromStride: Whole) => Whole,
): Packing {
  return module.define(name, operands, (f, given) => {
    const { from, fromStride, columns, depth, to } = given;
    f.range(0, columns, tileColumns, (column) => {
      const source = f.let(start(from, column, fromStride));
      const left = f.let(minus(columns, column));
      f.repeat(depth, () => {
        writeRow(f, source, given, to, left);
        f.advance(to, 4 * tileColumns);
      });
    });
  });
}
