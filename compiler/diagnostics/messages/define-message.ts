import type { Severity } from '../../../grammar/diagnostic.ts';

/** One diagnostic: how severe it is, what it says, and what to do about it, all from the same typed arguments. */
export interface MessageDefinition<A extends readonly unknown[]> {
  readonly severity: Severity;
  /** One sentence without a full stop; names in backticks. */
  readonly message: (...args: A) => string;
  /** The title of the fix, where there always is one. */
  readonly fix?: (...args: A) => string;
}

/** A mistake that stops the compilation. */
export const error = <A extends readonly unknown[]>(
  message: (...args: A) => string,
  fix?: (...args: A) => string,
): MessageDefinition<A> => ({ severity: 'error', message, ...(fix === undefined ? {} : { fix }) });

/** Something that is probably not meant. */
export const warning = <A extends readonly unknown[]>(
  message: (...args: A) => string,
  fix?: (...args: A) => string,
): MessageDefinition<A> => ({ severity: 'warning', message, ...(fix === undefined ? {} : { fix }) });

/** `3 items`, `1 item`. */
export const count = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? '' : noun.endsWith('s') ? 'es' : 's'}`;

/** `a`, `a and b`, `a, b and c`. */
export function list(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
