import type { Diagnostic } from '../diagnostic.ts';
import type { Span } from '../span.ts';

/** What differs between two texts: from `start` to `end` of the earlier one something else stands, `by` longer. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly by: number;
}

/** The shortest part of a text in which it differs from another. */
export function changeOf(before: string, after: string): Change {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < most - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same++;
  return { start, end: before.length - same, by: after.length - before.length };
}

/** A change, made so long that every mistake in the earlier text lies in it. */
export function withMistakes({ start, end, by }: Change, mistakes: readonly Diagnostic[]): Change {
  const spans = mistakes.flatMap(placesOf);
  const starts = spans.map((span) => span.start);
  const ends = spans.map((span) => span.end);
  return { start: Math.min(start, ...starts), end: Math.max(end, ...ends), by };
}

const placesOf = ({ span, related = [], fix }: Diagnostic): readonly Span[] => [
  ...(span === undefined ? [] : [span]),
  ...[...related, ...(fix?.edits ?? [])].map((part) => part.span),
];
