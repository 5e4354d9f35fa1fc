import type { Source } from './source.ts';

/** A half-open range of UTF-16 offsets in a source. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** The text under a span. */
export function textOf(span: Span): string {
  return span.source.text.slice(span.start, span.end);
}
