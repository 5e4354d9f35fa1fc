import type { Leaf, Row, Stack } from './diagram.ts';
import { metrics } from './scene.ts';
import { textWidth } from './text-width.ts';

const { nameSize, labelSize, rowHeight, rowPadding } = metrics;

/** How wide the mark of a frozen layer is, with the gap before it. */
export const frozenWidth = 20;

/** `×3`, where something is there more than once. */
export const countText = (count: number): string => (count === 1 ? '' : `×${count}`);

/** How much room a count takes, with the gap before it. */
export const countWidth = (count: number): number =>
  count === 1 ? 0 : textWidth(countText(count), labelSize, 'bold') + 22;

/** How wide the texts of a row are: its kind in bold, its details, and the gap between the two. */
export function rowTextWidth({ kind, details }: Row): number {
  const name = textWidth(kind, nameSize, 'bold');
  return details === '' ? name : name + gapWidth + textWidth(details, nameSize);
}

/** The gap between a kind and its details. */
export const gapWidth = 7;

const stackWidth = ({ rows, count }: Stack): number =>
  Math.max(
    ...rows.map(
      (row, i) =>
        rowTextWidth(row) +
        2 * rowPadding +
        (row.frozen ? frozenWidth : 0) +
        (i === 0 ? countWidth(count) : 0),
    ),
  );

/** Boxes narrower than this are made so wide, so that a column of them is even. */
const widestColumn = 250;

/** Sizes of leaves: boxes are of one width where they can be. */
export function leafSizes(
  all: readonly Leaf[],
): (leaf: Leaf) => { readonly width: number; readonly height: number } {
  const natural = all.flatMap((leaf) => (leaf.type === 'stack' ? [stackWidth(leaf)] : []));
  const column = even(Math.max(0, ...natural.filter((width) => width <= widestColumn)));
  return (leaf) =>
    leaf.type === 'stack'
      ? { width: Math.max(column, even(stackWidth(leaf))), height: leaf.rows.length * rowHeight }
      : { width: even(textWidth(leaf.name, nameSize, 'bold') + 36), height: rowHeight + 2 };
}

const even = (width: number): number => 2 * Math.ceil(width / 2);
