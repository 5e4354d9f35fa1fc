/** The languages that code is written in. */
export type Language = 'typescript' | 'python';

/**
 * Code of a language. It is made only by a `CodeWriter` from templates of this repository, from values that it quotes, and
 * from other code; so that no text of a spec can become code.
 */
export class Code<L extends Language = Language> {
  readonly #text: string;
  readonly language: L;

  /** Only for the writers of this room. */
  constructor(key: typeof trusted, language: L, text: string) {
    if (key !== trusted) throw new TypeError('code is made by a writer');
    this.language = language;
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** What lets the writers make code of a text; nothing outside this room may import it. */
export const trusted: unique symbol = Symbol('trusted');
