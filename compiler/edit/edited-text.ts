import { applyEdits } from '../../grammar/apply-edits.ts';
import type { Module } from '../../grammar/ast.ts';
import { layoutEdits, type Replacement } from '../../grammar/layout-edits.ts';
import { parse } from '../../grammar/parse.ts';
import { print } from '../../grammar/print.ts';
import { Source } from '../../grammar/source.ts';
import { beginningOf } from './beginning-of.ts';
import type { Edits } from './refactoring.ts';

/** A part of a text after edits. */
type Part = Pick<Replacement, 'start' | 'end'>;

/** A text after edits, with what they touch laid out, and nothing else; undefined where it cannot be read then. */
export function editedText({ source }: Module, edits: Edits): string | undefined {
  const text = applyEdits(source.text, edits);
  const edited = new Source(source.name, text);
  const { value, diagnostics } = parse(edited);
  if (diagnostics.some(({ severity }) => severity === 'error')) return undefined;
  const parts = partsAfter(edits);
  const layout = layoutEdits(text, print(value));
  const isMoreThanBlanks = layout.some(({ text: other }) => other.trim() !== '');
  if (isMoreThanBlanks || edits.some(takesAway)) return withItemsLaidOut(value, parts);
  const touching = layout.filter(({ start, end }) =>
    parts.some((part) => start <= part.end && part.start <= end),
  );
  const blanks = touching.map(({ text: other, ...place }) => ({
    span: { source: edited, ...place },
    text: other,
  }));
  return applyEdits(text, blanks);
}

/** Whether an edit leaves blanks behind that belong to nothing. */
const takesAway = ({ text }: Edits[number]): boolean => text === '';

/** Where what edits write stands once they are made. */
function partsAfter(edits: Edits): readonly Part[] {
  let by = 0;
  return edits
    .toSorted((a, b) => a.span.start - b.span.start)
    .map(({ span, text }) => {
      const start = span.start + by;
      by += text.length - (span.end - span.start);
      return { start, end: start + text.length };
    });
}

/** A text with the items laid out that some parts of it touch. */
function withItemsLaidOut(module: Module, parts: readonly Part[]): string {
  const { text } = module.source;
  const [from, to] = [Math.min(...parts.map(({ start }) => start)), Math.max(...parts.map(({ end }) => end))];
  const touched = module.items.filter(({ span }) => span.start <= to && from <= span.end);
  const [first] = touched;
  const last = touched.at(-1);
  if (first === undefined || last === undefined) return text;
  const [start, { end }] = [beginningOf(first, module), last.span];
  const comments = module.comments.filter(({ span }) => start <= span.start && span.end <= end);
  const laidOut = print({ ...module, items: touched, comments }).trimEnd();
  return text.slice(0, start) + laidOut + text.slice(end);
}
