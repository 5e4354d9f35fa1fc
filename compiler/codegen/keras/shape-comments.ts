import { formatDimensions } from '../../sizes/format-size.ts';
import type { Shape } from '../../sizes/shape.ts';
import type { Code } from '../text/code.ts';
import { python } from '../text/python-writer.ts';

const { code } = python;

/** How wide a line may be. */
const width = 88;

/** Stands before a comment until its place is known. No text of a spec has it: it is a control character. */
const marked = code`\u0001`;

/** A statement and the shapes that it came out with: the first, and where there are others the last. */
export function withShapes(statement: Code<'python'>, shapes: readonly Shape[]): Code<'python'> {
  const [first, last] = [shapes.at(0), shapes.at(-1)].map((shape) => shape && formatDimensions(shape));
  if (first === undefined || last === undefined) return statement;
  const text = first === last ? first : `${first} … ${last}`;
  return code`${statement}${marked}${python.remark(text)}`;
}

/** Puts comments behind their statements where that fits, else on a line of their own above. */
export function placeComments(text: string): string {
  return text.replaceAll(
    /^( *)(.*)\u0001(# .*)$/gm,
    (_, indent: string, statement: string, comment: string) => {
      const line = `${indent}${statement}  ${comment}`;
      return line.length <= width ? line : `${indent}${comment}\n${indent}${statement}`;
    },
  );
}
