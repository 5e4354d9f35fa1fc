import type { Span } from '../../grammar/span.ts';
import type { Trace } from '../expand/trace.ts';

/** What stands beside a part of the text, and says what that comes to. */
export interface Hint {
  /** The statement or declaration. */
  readonly span: Span;
  readonly text: string;
  /** What it tells: the shape behind a statement, the value of a name, or what a block or model costs. */
  readonly kind: HintKind;
}

export type HintKind = 'shape' | 'value' | 'cost';

/** A trace, and where its spans stand in the text that hints are for; undefined in another file. */
export interface PlacedTrace {
  readonly trace: Trace;
  readonly place: (span: Span) => Span | undefined;
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

/** What is to stand beside parts of a text: of each, in the order in which it was found. */
export class Notes<T> {
  readonly #found = new Map<number, { readonly span: Span; readonly notes: T[] }>();

  add(span: Span, note: T): void {
    const known = this.#found.get(span.start);
    if (known === undefined) this.#found.set(span.start, { span, notes: [note] });
    else known.notes.push(note);
  }

  /** In the order of the text. */
  hints(write: (notes: readonly T[]) => Pick<Hint, 'text' | 'kind'>): readonly Hint[] {
    return [...this.#found.values()]
      .map(({ span, notes }) => ({ span, ...write(notes) }))
      .toSorted((a, b) => a.span.start - b.span.start);
  }
}
