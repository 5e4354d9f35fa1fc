import type { Position, Range, TextEdit } from 'vscode-languageserver';
import { nodesAt } from '../../grammar/nodes-at.ts';
import { parse } from '../../grammar/parse.ts';
import { print } from '../../grammar/print.ts';
import type { Source } from '../../grammar/source.ts';
import { offsetOf, rangeOf, spanOf } from '../documents/positions.ts';

/** The edits that lay a text out; none where it cannot be read. */
export function format(source: Source): readonly TextEdit[] {
  const { value, diagnostics } = parse(source);
  if (diagnostics.some(({ severity }) => severity === 'error')) return [];
  return editsTo(source, print(value)).map(toEdit(source));
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

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const toEdit =
  (source: Source) =>
  ({ start, end, text }: Replacement): TextEdit => ({
    range: rangeOf({ source, start, end }),
    newText: text,
  });

/**
 * What is to be replaced for a text to become another: the blanks that differ, so that what stands between keeps its place;
 * from where more than blanks differs, all of the rest.
 */
function editsTo({ text }: Source, wanted: string): readonly Replacement[] {
  const edits: Replacement[] = [];
  let [here, there] = [0, 0];
  while (here < text.length || there < wanted.length) {
    const [blank, other] = [blanksAt(text, here), blanksAt(wanted, there)];
    if (blank !== other) edits.push({ start: here, end: here + blank.length, text: other });
    here += blank.length;
    there += other.length;
    const [word, otherWord] = [wordAt(text, here), wordAt(wanted, there)];
    const length = commonLength(word, otherWord);
    here += length;
    there += length;
    if (length === 0 && (word !== '' || otherWord !== '')) {
      edits.push({ start: here, end: text.length, text: wanted.slice(there) });
      return edits;
    }
  }
  return edits;
}

const blank = /\s*/y;
const word = /\S*/y;
const blanksAt = (text: string, at: number): string => matchAt(blank, text, at);
const wordAt = (text: string, at: number): string => matchAt(word, text, at);

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function commonLength(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  for (let length = 0; length < most; length++) if (one[length] !== other[length]) return length;
  return most;
}
