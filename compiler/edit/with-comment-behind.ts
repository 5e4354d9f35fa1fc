import type { Module } from '../../grammar/ast.ts';
import { Comments } from '../../grammar/print/comments.ts';
import type { Span } from '../../grammar/span.ts';

/** A part of a text with the comment behind it on its last line, if there is one. */
export function withCommentBehind(span: Span, { source, comments }: Module): Span {
  const placed = new Comments(source, comments);
  placed.before(span.end);
  const { end } = placed.after(span.end, source.text.length)?.span ?? span;
  return { ...span, end };
}
