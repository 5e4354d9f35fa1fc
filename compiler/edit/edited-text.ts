import { applyEdits } from '../../grammar/apply-edits.ts';
import type { Module } from '../../grammar/ast.ts';
import { parse } from '../../grammar/parse.ts';
import { print } from '../../grammar/print.ts';
import { Source } from '../../grammar/source.ts';
import { beginningOf } from './beginning-of.ts';
import type { Edits } from './refactoring.ts';

/** A text after edits, with the items that they touch laid out; undefined where it cannot be read then. */
export function editedText({ source }: Module, edits: Edits): string | undefined {
  const starts = edits.map(({ span }) => span.start);
  const ends = edits.map(({ span }) => span.end);
  const text = applyEdits(source.text, edits);
  const changed = { start: Math.min(...starts), end: text.length - source.text.length + Math.max(...ends) };
  const { value, diagnostics } = parse(new Source(source.name, text));
  if (diagnostics.some(({ severity }) => severity === 'error')) return undefined;
  const touched = value.items.filter(({ span }) => span.start <= changed.end && changed.start <= span.end);
  const [first] = touched;
  const last = touched.at(-1);
  if (first === undefined || last === undefined) return text;
  const [start, { end }] = [beginningOf(first, value), last.span];
  const comments = value.comments.filter(({ span }) => start <= span.start && span.end <= end);
  const laidOut = print({ ...value, items: touched, comments }).trimEnd();
  return text.slice(0, start) + laidOut + text.slice(end);
}
