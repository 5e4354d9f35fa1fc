import type { Position, Range, TextEdit } from 'vscode-languageserver';
import { Source } from '../../grammar/source.ts';
import { offsetOf } from '../../lsp/documents/positions.ts';

/** A text without its cursors, each written as `|`, and where they stood. */
export function cursorsIn(marked: string): {
  readonly text: string;
  readonly positions: readonly Position[];
} {
  const parts = marked.split('|');
  const source = new Source('', parts.join(''));
  let at = 0;
  const positions = parts.slice(0, -1).map((part) => source.position((at += part.length)));
  return { text: source.text, positions };
}

/** A text with `«…»` around each of some ranges. */
export function markedWith(text: string, ranges: readonly Range[]): string {
  const source = new Source('', text);
  const marks = ranges.flatMap(({ start, end }) => [
    { at: offsetOf(source, start), mark: '«' },
    { at: offsetOf(source, end), mark: '»' },
  ]);
  return marks
    .toSorted((a, b) => b.at - a.at || a.mark.localeCompare(b.mark))
    .reduce((result, { at, mark }) => result.slice(0, at) + mark + result.slice(at), text);
}

/** A text after edits, which do not meet. */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  const source = new Source('', text);
  return edits
    .map(({ range, newText }) => ({
      start: offsetOf(source, range.start),
      end: offsetOf(source, range.end),
      newText,
    }))
    .toSorted((a, b) => b.start - a.start || b.end - a.end)
    .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}
