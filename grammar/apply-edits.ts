import type { Fix } from './diagnostic.ts';

/** A text after the edits of a fix, which do not overlap. */
export const applyEdits = (text: string, edits: Fix['edits'] & object): string =>
  edits
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce(
      (result, { span, text: instead }) => result.slice(0, span.start) + instead + result.slice(span.end),
      text,
    );
