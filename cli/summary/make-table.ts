import Table from 'cli-table3';
import type { Palette } from '../../compiler/diagnostics/palette.ts';
import type { Shape } from '../../compiler/sizes/shape.ts';
import { formatFactor } from '../../compiler/sizes/format-size.ts';

const none = '';

/** Columns two blanks apart, a rule under the heading. */
const layout = {
  top: none,
  'top-mid': none,
  'top-left': none,
  'top-right': none,
  bottom: none,
  'bottom-mid': none,
  'bottom-left': none,
  'bottom-right': none,
  left: none,
  'left-mid': none,
  mid: none,
  'mid-mid': none,
  right: none,
  'right-mid': none,
  middle: '  ',
};

/** A table of columns of texts, and of numbers from the column `numeric` on. */
export function makeTable(
  head: readonly string[],
  numeric: number,
  rows: readonly (readonly string[])[],
  palette: Palette,
): string {
  const table = new Table({
    head: head.map((title) => palette.frame(title)),
    colAligns: head.map((_, index) => (index >= numeric ? 'right' : 'left')),
    chars: layout,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  for (const row of rows) table.push([...row]);
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

export const formatCount = (value: number): string => value.toLocaleString('en');
/** `7×7×3×32` */
export const formatSizes = (shape: Shape): string => shape.map(formatFactor).join('×');
