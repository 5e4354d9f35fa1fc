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
  move(part, shift, replaced) as T;

function move(part: object, shift: Shift, replaced: Replaced | undefined): object {
  if (part === replaced?.body) return replaced.with;
  if (Array.isArray(part)) return part.map((each: unknown) => moveAny(each, shift, replaced));
  if ('source' in part) return movedSpan(part as Span, shift);
  const copy: Record<string, unknown> = {};
  // What a tree is made of has no prototype of its own, so that this goes through its own fields, and fast.
  for (const key in part) {
    const value = (part as Readonly<Record<string, unknown>>)[key];
    if (key === 'span') copy[key] = movedSpan(value as Span, shift);
    else if (key === 'gaps') copy[key] = (value as readonly number[]).map((at) => offsetIn(at, shift));
    else copy[key] = moveAny(value, shift, replaced);
  }
  return copy;
}

const moveAny = (value: unknown, shift: Shift, replaced: Replaced | undefined): unknown =>
  typeof value === 'object' && value !== null ? move(value, shift, replaced) : value;

const movedSpan = ({ start, end }: Span, shift: Shift): Span => ({
  source: shift.source,
  start: offsetIn(start, shift),
  end: offsetIn(end, shift),
});

const offsetIn = (offset: number, { from, by }: Shift): number => (offset < from ? offset : offset + by);
