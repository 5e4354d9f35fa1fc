import type { Span } from '../../grammar/span.ts';
import { textOf } from '../../grammar/span.ts';
import type { Details } from '../diagnostics/reporter.ts';

/** What a word of other libraries is here. */
export interface ForeignWord {
  /** What to do instead, in words. */
  readonly instead: string;
  /** The section that it belongs into, where it stands in another. */
  readonly section?: 'phase' | 'objective';
  /** What takes the place of the word alone. */
  readonly text?: string;
  /** What takes the place of all that the word stands in (an entry, an argument), from the text of its value. */
  readonly whole?: (value: string) => string | undefined;
  /** The parameter that it is, where what is called has that. */
  readonly parameter?: string;
  /** Whether what was meant is gone when it is done. */
  readonly isLossy?: true;
}

/** Words of Keras, PyTorch, tfjs, Darknet and others, by their spelling there. */
export type ForeignWords = Readonly<Record<string, ForeignWord>>;

/** The same thing under the name that it has here. */
export const called = (text: string): ForeignWord => ({ instead: `write \`${text}\``, text });

/** What is always so, or said already; nothing is lost when the word is left out. */
export const needless = (why: string): ForeignWord => ({
  instead: `leave it out: ${why}`,
  whole: () => '',
});

/** What is not to be had, or written in another place; leaving the word out compiles, and loses what it says. */
export const leaveOut = (why: string): ForeignWord => ({ ...needless(why), isLossy: true });

/** A parameter under the name that it has here, for what has it; else another remedy. */
export const parameterOr = (parameter: string, otherwise: ForeignWord): ForeignWord => ({
  ...otherwise,
  parameter,
});

/** What a word means where parameters of some names may still be given. */
export const amongParameters = (word: ForeignWord, names: readonly string[]): ForeignWord =>
  word.parameter !== undefined && names.includes(word.parameter) ? called(word.parameter) : word;

/** What is written in another form or place. */
export const elsewhere = (instead: string): ForeignWord => ({ instead });

/** What belongs into another section. */
export const within = (section: 'phase' | 'objective', instead: string): ForeignWord => ({
  instead,
  section,
});

/** One meaning of several words, blanks between them. */
export const all = <T>(words: string, meaning: T): Readonly<Record<string, T>> =>
  Object.fromEntries(words.split(' ').map((word) => [word, meaning]));

/** What a word means, if it is one of the table's. */
export const foreignWord = <T>(words: Readonly<Record<string, T>>, text: string): T | undefined =>
  Object.hasOwn(words, text) ? words[text] : undefined;

/** Where a foreign word stands. */
export interface ForeignUse {
  readonly word: Span;
  /** All that it stands in, and the value in that. */
  readonly whole?: Span;
  readonly value?: Span | undefined;
  /** What goes where it is left out: with what separates it from its neighbours. */
  readonly cut?: Span;
}

/** The fix of a diagnostic about a foreign word. */
export function foreignFix(
  { instead, text, whole, isLossy }: ForeignWord,
  use: ForeignUse,
): Pick<Details, 'fix' | 'edits' | 'isLossy'> {
  if (text !== undefined) return { fix: instead, edits: [{ span: use.word, text }] };
  const made =
    use.whole === undefined ? undefined : whole?.(use.value === undefined ? '' : textOf(use.value));
  if (made === undefined || use.whole === undefined) return { fix: instead };
  return {
    fix: made === '' ? instead : `write \`${made}\``,
    edits: [{ span: made === '' ? (use.cut ?? use.whole) : use.whole, text: made }],
    ...(isLossy && { isLossy }),
  };
}
