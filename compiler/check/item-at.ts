import type { Item, Module } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';

/** The item of a file around the beginning of a span; items stand in text order. */
export function itemAt({ items, source }: Module, span: Span): Item | undefined {
  if (span.source !== source) return undefined;
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.span.end ?? Infinity) < span.start) low = middle + 1;
    else high = middle;
  }
  const item = items[low];
  return item !== undefined && item.span.start <= span.start ? item : undefined;
}
