import type { Comment, Module } from '../../../grammar/ast.ts';
import type { Span } from '../../../grammar/span.ts';

/** The plain comments of a module, each given once, to the statement before which, or beside whose end, it stands. */
export class Comments {
  readonly #left: Comment[];
  readonly #text: string;

  constructor({ comments, source }: Module) {
    this.#left = comments.filter(({ doc }) => !doc).toSorted((a, b) => a.span.start - b.span.start);
    this.#text = source.text;
  }

  /** The lines for a statement; those of what was passed over are dropped. */
  take({ start, end }: Span, after: number): readonly string[] {
    const own = this.#left.filter(({ span }) => this.#isOf(span, start, end, after));
    for (const comment of own) this.#left.splice(this.#left.indexOf(comment), 1);
    return own.map(({ text }) => text);
  }

  /** On lines of its own before the statement, or on the line of its end. */
  #isOf(span: Span, start: number, end: number, after: number): boolean {
    const isBefore = span.start >= after && span.end <= start && !this.#isBeside(after, span.start);
    return isBefore || (span.start >= end && this.#isBeside(end, span.start));
  }

  #isBeside(from: number, to: number): boolean {
    return from > 0 && to >= from && !this.#text.slice(from, to).includes('\n');
  }
}
