import { Code, type Language, trusted } from './code.ts';
import { commentLine } from './escape.ts';

/** What a hole of a template takes: code, or a value, which is quoted. */
export type Hole<L extends Language> = Code<L> | readonly Code<L>[] | string | number | boolean;

/** How a language writes what is quoted. */
export interface Quoting {
  /** A literal of a text. */
  text(value: string): string;
  boolean(value: boolean): string;
  /** The lines of a comment. */
  comment(text: string): readonly string[];
  /** The lines of a doc comment; undefined where there is nothing to say. */
  doc(text: string): readonly string[] | undefined;
  /** A text with code in it: `` `block${i}` ``, `f"block{i}"`. */
  interpolation(parts: readonly (string | Code)[]): string;
  /** What no name may be. */
  readonly reserved: ReadonlySet<string>;
}

/** Makes code of one language. */
export class CodeWriter<L extends Language> {
  readonly #language: L;
  readonly #quoting: Quoting;

  constructor(language: L, quoting: Quoting) {
    this.#language = language;
    this.#quoting = quoting;
  }

  /** What no name may be in this language. */
  get reserved(): ReadonlySet<string> {
    return this.#quoting.reserved;
  }

  /** A template: code in its holes stays code, several are joined by blanks, and any value is quoted. */
  readonly code = (parts: TemplateStringsArray, ...holes: readonly Hole<L>[]): Code<L> =>
    this.#make(parts.map((part, index) => part + this.#fill(holes[index])).join(''));

  /** Nothing. */
  get empty(): Code<L> {
    return this.#make('');
  }

  /** A literal of a text. */
  text(value: string): Code<L> {
    return this.#make(this.#quoting.text(value));
  }

  /** A literal of a number. */
  number(value: number): Code<L> {
    if (!Number.isFinite(value)) throw new RangeError(`no literal is ${value}`);
    return this.#make(Object.is(value, -0) ? '0' : String(value));
  }

  /** A text with code in it. */
  interpolation(parts: readonly (string | Code<L>)[]): Code<L> {
    return parts.every((part) => typeof part === 'string')
      ? this.text(parts.join(''))
      : this.#make(this.#quoting.interpolation(parts));
  }

  /** A name that is known here and not in the spec: a method, an option, a part. */
  name(known: string): Code<L> {
    if (!isName(known)) throw new RangeError('this is no name');
    return this.#make(known);
  }

  /** Comment lines, each ended by a line break. */
  comment(text: string): Code<L> {
    return this.#lines(this.#quoting.comment(text));
  }

  /** A comment on the rest of a line. */
  remark(text: string): Code<L> {
    return this.#make(this.#quoting.comment(commentLine(text)).join(''));
  }

  /** A doc comment, ended by a line break; nothing where there is nothing to say. */
  doc(text: string | undefined): Code<L> {
    return this.#lines(text === undefined ? [] : (this.#quoting.doc(text) ?? []));
  }

  /** Code one after the other, with a template's code between. */
  join(codes: readonly Code<L>[], between: Code<L> = this.code`, `): Code<L> {
    return this.#make(codes.join(String(between)));
  }

  /** Code on lines of its own. */
  lines(codes: readonly Code<L>[]): Code<L> {
    return this.#make(codes.join('\n'));
  }

  /** Every line four blanks further in. Literals have no line break; what a doc comment says is moved with it. */
  indent(code: Code<L>): Code<L> {
    return this.#make(String(code).replaceAll(/^(?=.)/gm, '    '));
  }

  #lines(lines: readonly string[]): Code<L> {
    return this.#make(lines.map((line) => `${line}\n`).join(''));
  }

  #fill(hole: Hole<L> | undefined): string {
    if (hole === undefined) return '';
    if (typeof hole === 'string') return this.#quoting.text(hole);
    if (typeof hole === 'number') return String(this.number(hole));
    if (typeof hole === 'boolean') return this.#quoting.boolean(hole);
    return hole instanceof Code ? String(hole) : hole.join(' ');
  }

  #make(text: string): Code<L> {
    return new Code(trusted, this.#language, text);
  }
}

/** Whether a text can be a name in every language: ASCII letters, digits and `_`. */
export const isName = (text: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);
