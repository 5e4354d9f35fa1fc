import type { Comment } from '../ast.ts';
import { breaksLine } from '../line-break.ts';
import type { Source } from '../source.ts';

/** The comments of a text, handed out in order while its tree is printed. */
export class Comments {
  readonly #source: Source;
  readonly #comments: readonly Comment[];
  #next = 0;

  constructor(source: Source, comments: readonly Comment[]) {
    this.#source = source;
    this.#comments = comments;
  }

  /** Those not yet handed out that begin before an offset. */
  before(offset: number): Comment[] {
    const start = this.#next;
    while ((this.#comments[this.#next]?.span.start ?? Infinity) < offset) this.#next++;
    return this.#comments.slice(start, this.#next);
  }

  /** The next one, where it stands on the same line after `start`, with nothing between, before `end`. */
  after(start: number, end: number): Comment | undefined {
    const comment = this.#comments[this.#next];
    if (comment === undefined || comment.span.start < start || comment.span.start >= end) return undefined;
    if (!/^[ \t,{]*$/.test(this.#source.text.slice(start, comment.span.start))) return undefined;
    this.#next++;
    return comment;
  }

  /** Whether there is one to come before an offset. */
  anyBefore(offset: number): boolean {
    return (this.#comments[this.#next]?.span.start ?? Infinity) < offset;
  }

  /** Whether an empty line stands somewhere between two offsets. */
  blankBetween(start: number, end: number): boolean {
    return /\n[ \t]*\r?\n|\r[ \t]*\r/.test(this.#source.text.slice(start, end));
  }

  /** Whether a comment has its line to itself, directly above what begins at `below`. */
  isAbove(comment: Comment, below: number): boolean {
    const { text } = this.#source;
    if (!/^[ \t]*(?:\r\n|\n|\r)[ \t]*$/.test(text.slice(comment.span.end, below))) return false;
    let before = comment.span.start - 1;
    while (before >= 0 && (text[before] === ' ' || text[before] === '\t')) before--;
    return before < 0 || text[before] === '\n' || text[before] === '\r';
  }

  /** Whether a stretch of the text is on one line. */
  onOneLine(start: number, end: number): boolean {
    return !breaksLine(this.#source.text, start, end);
  }
}

/** A comment as it is written. */
export function commentText({ doc, text }: Comment): string {
  const marks = doc ? '##' : '#';
  return text === '' ? marks : `${marks} ${text}`;
}
