import type { OpNodeOf } from '../../../../compiler/ir/ir.ts';
import { at } from '../../../../compiler/ir/extent.ts';
import { tileColumns } from './tile.ts';

/** Whether our kernel does a matrix product: where there is at least one whole panel of columns. */
export function goesByPanels({ inputs: [, b], attributes }: OpNodeOf<'matmul'>): boolean {
  const columns = b?.shape[attributes.transposeB ? 0 : 1];
  return columns !== undefined && at(columns, 1) >= tileColumns;
}
