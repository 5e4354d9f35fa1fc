import { expect } from 'vitest';
import { parse } from '../../grammar/parse.ts';
import { print } from '../../grammar/print.ts';
import { Source } from '../../grammar/source.ts';
import { commentTexts, withoutSpans } from './tree.ts';

/** Checks that a printed text has the tree and the comments of the text, and prints the same again; the print. */
export function checkPrint(text: string): string {
  const first = parse(new Source('first.cnn', text));
  expect(first.diagnostics.map(({ message }) => message)).toEqual([]);
  const printed = print(first.value);
  const second = parse(new Source('second.cnn', printed));
  expect(
    second.diagnostics.map(({ message }) => message),
    printed,
  ).toEqual([]);
  expect(withoutSpans(second.value.items), printed).toEqual(withoutSpans(first.value.items));
  expect(commentTexts(second.value.comments), printed).toEqual(commentTexts(first.value.comments));
  expect(print(second.value)).toBe(printed);
  return printed;
}
