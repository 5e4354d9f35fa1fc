import type { Position, Source } from '../../grammar/source.ts';
import type { Span } from '../../grammar/span.ts';
import { displayText, displayWidth } from './display-width.ts';

/** A source line and where a span lies in it, in columns. */
export interface Excerpt {
  /** Zero-based. */
  readonly line: number;
  readonly text: string;
  readonly start: number;
  /** At least one column after `start`. */
  readonly end: number;
  /** Whether the span goes on in later lines. */
  readonly continues: boolean;
}

/** The widest excerpt; longer lines are cut around the mark. */
export const widestExcerpt = 100;
/** Characters around the mark that are looked at, however long the line. */
const vicinity = 500;
const lead = 24;

/** The line in which a span begins, as it is shown in at most some columns. */
export function excerptOf(span: Span, widest = widestExcerpt): Excerpt {
  const { source } = span;
  const from = source.position(span.start);
  const to = source.position(Math.max(span.start, span.end));
  const skipped = Math.max(0, from.character - vicinity);
  const around = lineAround(source, from, skipped);
  const line = skipped > 0 ? `…${around.slice(1)}` : around;
  const first = from.character - skipped;
  const continues = to.line > from.line;
  const last = continues ? line.trimEnd().length : Math.min(to.character - skipped, line.length);
  const text = displayText(line);
  const start = displayWidth(displayText(line.slice(0, first)));
  const end = Math.max(start + 1, displayWidth(displayText(line.slice(0, Math.max(last, first)))));
  return cut({ line: from.line, text: text.trimEnd(), start, end, continues }, widest);
}

/** A line from a character on, as far as the vicinity of a place goes: it may be millions long. */
function lineAround({ text, lineStarts }: Source, { line, character }: Position, skipped: number): string {
  const start = lineStarts[line] ?? text.length;
  const end = Math.min(lineStarts[line + 1] ?? text.length, start + character + vicinity);
  return text.slice(start + skipped, end).replace(/[\r\n]+$/, '');
}

function cut(excerpt: Excerpt, widest: number): Excerpt {
  const { text, start, end } = excerpt;
  const columns = displayWidth(text);
  if (columns <= widest) return excerpt;
  const skipped = start > lead * 2 ? start - lead : 0;
  const { kept, before } = window(text, skipped, widest);
  const shift = (column: number): number => Math.min(column - before + (before > 0 ? 1 : 0), widest + 1);
  return {
    ...excerpt,
    text: `${before > 0 ? '…' : ''}${kept}${columns > before + displayWidth(kept) ? '…' : ''}`,
    start: shift(start),
    end: Math.max(shift(start) + 1, shift(end)),
  };
}

/** The characters from about a column on, and the columns before them. */
function window(
  text: string,
  from: number,
  widest: number,
): { readonly kept: string; readonly before: number } {
  let column = 0;
  let before = 0;
  let kept = '';
  for (const character of text) {
    const width = displayWidth(character);
    if (column < from) before = column + width;
    else if (column + width - before <= widest) kept += character;
    else break;
    column += width;
  }
  return { kept, before };
}
