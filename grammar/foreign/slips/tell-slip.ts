import type { Diagnostic, Fix } from '../../diagnostic.ts';
import { diagnose } from '../../messages.ts';
import type { Span } from '../../span.ts';
import type { TokenList } from '../token-list.ts';
import { type Reading, textOfPieces } from './rewrite.ts';

/** Tells a kind of slip once, in the place of what the lexer told of its tokens. */
export function tellSlip(list: TokenList, readings: readonly Reading[], diagnostics: Diagnostic[]): void {
  const [first] = readings;
  if (first === undefined) return;
  const edits = readings.map(({ from, to, pieces }) => ({
    span: list.span(from, to),
    text: textOfPieces(pieces, list),
  }));
  const others = diagnostics.filter(({ span }) => span === undefined || !isWithin(span, edits));
  diagnostics.length = 0;
  for (const other of others) diagnostics.push(other);
  const { why, fix, title = fix } = first.slip;
  const instead = textOfPieces(first.pieces, list).replaceAll(/\s+/g, ' ').trim();
  const told = title ?? (instead === '' ? 'leave it out' : `write \`${instead}\``);
  diagnostics.push(
    diagnose(
      'CNN060',
      list.span(first.from, first.to),
      { why, fix: told },
      fix === undefined ? { edits } : {},
    ),
  );
}

/** Whether a place lies in one of some edits, which are in the order of the text. */
function isWithin({ start, end }: Span, edits: Fix['edits'] & object): boolean {
  let [low, high] = [0, edits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edits[middle]?.span.start ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  const before = edits[low - 1];
  return before !== undefined && end <= before.span.end;
}
