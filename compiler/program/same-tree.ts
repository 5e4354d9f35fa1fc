import type { Item } from '../../grammar/ast.ts';
import { isSameTree } from '../../grammar/same-tree.ts';
import { type Span, textOf } from '../../grammar/span.ts';

/**
 * Whether two items are the same but for where they stand: they are written alike, and every node is the same, at the same
 * distance from the item's beginning.
 */
export const isSameItem = (one: Item, other: Item): boolean =>
  textOf(one.span) === textOf(other.span) && isSameTree(one, other, other.span.start - one.span.start);

/** Whether a span lies within an item. */
export const isWithin = ({ source, start, end }: Span, { span }: Item): boolean =>
  source === span.source && span.start <= start && end <= span.end;
