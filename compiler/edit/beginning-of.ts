import type { Module, Node } from '../../grammar/ast.ts';
import { Comments } from '../../grammar/print/comments.ts';

/** Where a part of a text begins, with the comments right above it. */
export function beginningOf({ span }: Node, { source, comments }: Module): number {
  const placed = new Comments(source, comments);
  let { start } = span;
  for (const comment of comments.toReversed()) {
    if (comment.span.end <= start && placed.isAbove(comment, start)) ({ start } = comment.span);
  }
  return start;
}
