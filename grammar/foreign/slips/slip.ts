import type { TokenPlace } from '../token-places.ts';

/** What names a text has. */
export interface Names {
  /** Those that follow a keyword, in the order of the text. */
  readonly declared: (keyword: string) => readonly string[];
  /** Whether a word stands before a colon somewhere: a label or an input. */
  readonly isTensor: (word: string) => boolean;
  /** Whether a word is declared as a value: by `let`, `for`, `as`, an import, or as a parameter. */
  readonly isValue: (word: string) => boolean;
}

/** What of a text matched a pattern. */
export interface Match {
  /** The text of each capture, by its number from 1; that of the whole is 0. */
  readonly texts: readonly string[];
  /** The texts of what stands between the commas of each capture. */
  readonly items: readonly (readonly string[])[];
  readonly names: Names;
}

/** A form that people write, and what it is here. */
export interface Slip {
  /** Between which braces it is looked for, where a member may begin. */
  readonly places: readonly TokenPlace[];
  /**
   * Its tokens, blanks between them: a token is itself, `a|b` one of several, `<…>` captures: an alternative (`<a|b>`),
   * or what `captures` names (`<word>`, `<value>`). One that begins with such a capture is looked for where a statement
   * may begin; with `<|word>` also within a line.
   */
  readonly pattern: string;
  /** Why it is not written so: a sentence. */
  readonly why: string;
  /**
   * What is written instead: `$1` stands for a capture, `$1*` for what is between its commas, `$1.0` for one of those.
   * Undefined where the match is none of the kind.
   */
  readonly write: string | ((match: Match) => string | undefined);
  /** What a person has to do, where it takes more than writing this instead. */
  readonly fix?: string;
  /** How the fix is called, where what is written instead is long. */
  readonly title?: string;
}

/** Slips of one place. */
export const slipsIn =
  (...places: readonly TokenPlace[]) =>
  (pattern: string, why: string, write: Slip['write'], fix?: string): Slip =>
    fix === undefined ? { places, pattern, why, write } : { places, pattern, why, write, fix };
