import type { Position, Range, TextEdit } from 'vscode-languageserver';
import { layoutEdits, type Replacement } from '../../grammar/layout-edits.ts';
import { nodesAt } from '../../grammar/nodes-at.ts';
import { parse } from '../../grammar/parse.ts';
import { print } from '../../grammar/print.ts';
import type { Source } from '../../grammar/source.ts';
import { offsetOf, rangeOf, spanOf } from '../documents/positions.ts';

/** The edits that lay a text out; none where it cannot be read. */
export function format(source: Source): readonly TextEdit[] {
  const { value, diagnostics } = parse(source);
  if (diagnostics.some(({ severity }) => severity === 'error')) return [];
  return layoutEdits(source.text, print(value)).map(toEdit(source));
}

/** The edits that lay out a part of a text. */
export function formatRange(source: Source, range: Range): readonly TextEdit[] {
  const { start, end } = spanOf(source, range);
  return format(source).filter((edit) => {
    const span = spanOf(source, edit.range);
    return span.start >= start && span.end <= end;
  });
}

/** The edits that lay out what a brace has just closed. */
export function formatClosed(source: Source, position: Position): readonly TextEdit[] {
  const offset = offsetOf(source, position);
  const { value } = parse(source);
  const closed = nodesAt(value, offset - 1).find(
    ({ span, type }) => type !== 'module' && span.end === offset,
  );
  return closed === undefined ? [] : formatRange(source, rangeOf(closed.span));
}

const toEdit =
  (source: Source) =>
  ({ start, end, text }: Replacement): TextEdit => ({
    range: rangeOf({ source, start, end }),
    newText: text,
  });
