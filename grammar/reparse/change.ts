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
  const start = sameLength(most, (from, to) => before.slice(from, to) === after.slice(from, to));
  const isSameEnd = (from: number, to: number): boolean =>
    before.slice(before.length - to, before.length - from) ===
    after.slice(after.length - to, after.length - from);
  const same = sameLength(most - start, isSameEnd);
  return { start, end: before.length - same, by: after.length - before.length };
}

/** Up to where all is the same, of so much at most: looked at in ever smaller pieces. */
function sameLength(most: number, isSame: (from: number, to: number) => boolean): number {
  let at = 0;
  for (let piece = 4096; piece >= 1; piece /= 8) {
    while (at < most && isSame(at, Math.min(at + piece, most))) at = Math.min(at + piece, most);
  }
  return at;
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
