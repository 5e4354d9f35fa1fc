import type { Span } from '../../grammar/span.ts';

/** What stands beside a part of the text, and says what that comes to. */
export interface Hint {
  /** The statement or declaration. */
  readonly span: Span;
  readonly text: string;
}

/** How many different texts one hint gives. */
const mostShown = 3;

/** `56×56×64 ×3, 28×28×128 ×4`: each run of equal texts once, with how many they are. */
export function fold(texts: readonly string[]): string {
  const runs: { readonly text: string; count: number }[] = [];
  for (const text of texts) {
    const last = runs.at(-1);
    if (last?.text === text) last.count++;
    else runs.push({ text, count: 1 });
  }
  const shown = runs.slice(0, mostShown).map(({ text, count }) => (count === 1 ? text : `${text} ×${count}`));
  return [...shown, ...(runs.length > mostShown ? [`… ${texts.length} in all`] : [])].join(', ');
}

/** Hints by what they stand beside, folded, in the order of the text. */
export const hintsOf = (found: ReadonlyMap<{ readonly span: Span }, readonly string[]>): readonly Hint[] =>
  [...found]
    .map(([{ span }, texts]) => ({ span, text: fold(texts) }))
    .toSorted((a, b) => a.span.start - b.span.start);

/** Adds a text to those of a part. */
export function note<T>(found: Map<T, string[]>, part: T, text: string): void {
  const known = found.get(part);
  if (known === undefined) found.set(part, [text]);
  else known.push(text);
}
