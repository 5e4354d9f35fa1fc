import type { Item } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';

/**
 * Whether two items are the same but for where they stand: every node is the same, at the same distance from the item's
 * beginning.
 */
export function isSameItem(one: Item, other: Item): boolean {
  return isSame(one, other, other.span.start - one.span.start);
}

/** Keys whose numbers are offsets in the text. */
const offsets = new Set(['start', 'end', 'gaps']);

function isSame(one: unknown, other: unknown, by: number, isOffset = false): boolean {
  if (typeof one === 'number' && isOffset) return other === one + by;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return Object.is(one, other);
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    return one.every((item, index) => isSame(item, other[index], by, isOffset));
  }
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => key === 'source' || isSame(at(one, key), at(other, key), by, offsets.has(key)));
}

const at = (node: object, key: string): unknown => (node as Readonly<Record<string, unknown>>)[key];

/** Whether a span lies within an item. */
export const isWithin = ({ source, start, end }: Span, { span }: Item): boolean =>
  source === span.source && span.start <= start && end <= span.end;
