import type { Body } from '../ast.ts';
import type { Source } from '../source.ts';
import type { Span } from '../span.ts';

/** How offsets of an earlier text become those of a later one: from `from` on, all are `by` more. */
export interface Shift {
  readonly source: Source;
  readonly from: number;
  readonly by: number;
}

/** A body of an earlier text, and the one that stands in its place. */
export interface Replaced {
  readonly body: Body;
  readonly with: Body;
}

/** A part of a tree as it stands in a later text. */
export const moved = <T extends object>(part: T, shift: Shift, replaced?: Replaced): T =>
  new Mover(shift, replaced).move(part) as T;

class Mover {
  readonly #shift: Shift;
  readonly #replaced: Replaced | undefined;
  /** The span that was moved last, and where it went: a node and its first part often have the same. */
  #from: Span | undefined;
  #to: Span | undefined;

  constructor(shift: Shift, replaced: Replaced | undefined) {
    this.#shift = shift;
    this.#replaced = replaced;
  }

  move(part: object): object {
    if (part === this.#replaced?.body) return this.#replaced.with;
    if (Array.isArray(part)) return this.#moveList(part);
    if ('source' in part) return this.#moveSpan(part as Span);
    const copy: Record<string, unknown> = {};
    // What a tree is made of has no prototype of its own, so that this goes through its own fields, and fast.
    for (const key in part) {
      const value = (part as Readonly<Record<string, unknown>>)[key];
      if (typeof value !== 'object' || value === null) copy[key] = value;
      else if (key === 'span') copy[key] = this.#moveSpan(value as Span);
      else if (key === 'gaps') copy[key] = (value as readonly number[]).map((at) => this.#offset(at));
      else copy[key] = this.move(value);
    }
    return copy;
  }

  #moveList(list: readonly unknown[]): readonly unknown[] {
    const copy = [...list];
    for (let index = 0; index < copy.length; index++) {
      const each = copy[index];
      if (typeof each === 'object' && each !== null) copy[index] = this.move(each);
    }
    return copy;
  }

  #moveSpan(span: Span): Span {
    const { start, end } = span;
    if (this.#to !== undefined && this.#from?.start === start && this.#from.end === end) return this.#to;
    this.#from = span;
    this.#to = { source: this.#shift.source, start: this.#offset(start), end: this.#offset(end) };
    return this.#to;
  }

  #offset(offset: number): number {
    const { from, by } = this.#shift;
    return offset < from ? offset : offset + by;
  }
}
