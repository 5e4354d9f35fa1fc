import { applyEdits } from '../../grammar/apply-edits.ts';
import type { Expression } from '../../grammar/ast.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import type { Edits } from './refactoring.ts';

/** A part of a text after edits, as far as they lie in it. */
export function rewritten(part: Span, edits: Edits): string {
  const within = edits
    .filter(({ span }) => part.start <= span.start && span.end <= part.end)
    .map(({ span, text }) => ({
      span: { ...span, start: span.start - part.start, end: span.end - part.start },
      text,
    }));
  return applyEdits(textOf(part), within);
}

const tight = new Set<Expression['type']>([
  ...(['number', 'size', 'string', 'boolean', 'none', 'path', 'call', 'list', 'tuple'] as const),
]);

/** The text of an expression as it may stand in another; the layout drops parentheses that are not needed. */
export const asOperand = ({ type }: Expression, text: string): string =>
  tight.has(type) ? text : `(${text})`;

/** A name without the quotes around it. */
export const withoutQuotes = ({ source, start, end }: Span): Span =>
  source.text[start] === '"' ? { source, start: start + 1, end: end - 1 } : { source, start, end };

export const isWithin = (inner: Span, outer: Span): boolean =>
  inner.source === outer.source && outer.start <= inner.start && inner.end <= outer.end;
