import type { Position, Range } from 'vscode-languageserver';
import type { Source } from '../../grammar/source.ts';
import type { Span } from '../../grammar/span.ts';

/** The offset of a position; one behind the end of its line is that end. */
export function offsetOf(source: Source, { line, character }: Position): number {
  const start = source.lineStarts[line];
  if (start === undefined) return source.text.length;
  return start + Math.min(character, source.line(line).length);
}

/** Where a part of a text stands. */
export const rangeOf = ({ source, start, end }: Span): Range => ({
  start: source.position(start),
  end: source.position(end),
});

/** The part of a text between two positions. */
export const spanOf = (source: Source, { start, end }: Range): Span => ({
  source,
  start: offsetOf(source, start),
  end: offsetOf(source, end),
});
