import { displayWidth } from '../../compiler/diagnostics/display-width.ts';
import type { Palette } from '../../compiler/diagnostics/palette.ts';
import type { Shape } from '../../compiler/sizes/shape.ts';
import { formatFactor } from '../../compiler/sizes/format-size.ts';

/**
 * A table of columns of texts, and of numbers from the column `numeric` on, two blanks apart. One pass for the widths
 * and one for the lines: there may be a line for each of many thousand layers.
 */
export function makeTable(
  head: readonly string[],
  numeric: number,
  rows: readonly (readonly string[])[],
  palette: Palette,
): string {
  const widths = head.map(displayWidth);
  for (const row of rows) {
    for (const [column, text] of row.entries())
      widths[column] = Math.max(widths[column] ?? 0, displayWidth(text));
  }
  const line = (row: readonly string[], shown: (text: string) => string): string =>
    row
      .map((text, column) => {
        const blanks = ' '.repeat((widths[column] ?? 0) - displayWidth(text));
        return column < numeric ? shown(text) + blanks : blanks + shown(text);
      })
      .join('  ')
      .trimEnd();
  return [line(head, palette.frame), ...rows.map((row) => line(row, (text) => text))].join('\n');
}

const numbers = new Intl.NumberFormat('en');

export const formatCount = (value: number): string => numbers.format(value);
/** `7×7×3×32` */
export const formatSizes = (shape: Shape): string => shape.map(formatFactor).join('×');
