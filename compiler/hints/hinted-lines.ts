import type { Module } from '../../grammar/ast.ts';
import type { Hint } from './hint.ts';

/** A line of a text, and what it comes to. */
export interface HintedLine {
  readonly text: string;
  readonly hint?: Hint;
}

/** The lines of a text, each with the one of its hints that says most: of what ends last in it, or is around the others. */
export function hintedLines({ source }: Module, hints: readonly Hint[]): readonly HintedLine[] {
  const byLine = new Map<number, Hint>();
  for (const hint of hints) {
    const { line } = source.position(hint.span.end);
    const known = byLine.get(line);
    if (known === undefined || isFurtherOut(hint, known)) byLine.set(line, hint);
  }
  return source.lineStarts.map((_, index) => {
    const hint = byLine.get(index);
    return { text: source.line(index), ...(hint && { hint }) };
  });
}

/** Of two that end in one line: whether one ends last, or is around the other. */
const isFurtherOut = ({ span }: Hint, { span: other }: Hint): boolean =>
  span.end > other.end || (span.end === other.end && span.start < other.start);
