import type { Edits } from '../../compiler/edit/refactoring.ts';
import type { Source } from '../../grammar/source.ts';

/** The one edit that makes a text another. */
export function differenceTo(source: Source, text: string): Edits[number] {
  const most = Math.min(source.text.length, text.length);
  let [start, end] = [0, 0];
  while (start < most && source.text[start] === text[start]) start++;
  while (end < most - start && source.text.at(-1 - end) === text.at(-1 - end)) end++;
  const span = { source, start, end: source.text.length - end };
  return { span, text: text.slice(start, text.length - end) };
}
