import { applyEdits } from '../../grammar/apply-edits.ts';
import type { Diagnostic, Fix } from '../../grammar/diagnostic.ts';
import type { Span } from '../../grammar/span.ts';
import type { Source } from '../../grammar/source.ts';
import type { OpenFile } from '../documents/open-file.ts';
import { spanOf } from '../documents/positions.ts';
import { differenceTo } from './difference-to.ts';
import { format } from './formatting.ts';

type Edits = NonNullable<Fix['edits']>;

/** Codes of what may be there on purpose, or to be used later. */
const unsure = new Set(['CNN131', 'CNN312']);

/** How often is mended what shows only when other things are. */
const mostRounds = 5;

/**
 * The edit that makes all fixes of a file at once: those of errors, and of warnings but for what is unused, that lose nothing and as far
 * as no more is wrong behind them; undefined where there are none.
 */
export function fixOfAll(file: OpenFile): Edits[number] | undefined {
  let mended = file;
  for (let round = 0; round < mostRounds; round++) {
    const edits = fixesIn(mended);
    if (edits.length === 0) break;
    const next = mended.changed(applyEdits(mended.source.text, edits), file.version);
    if (errorsIn(next) > errorsIn(mended)) break;
    mended = next;
  }
  return mended === file ? undefined : differenceTo(file.source, laidOut(mended.source, file.source));
}

/** A mended text that begins at its beginning, with the blanks within lines that are new as they should be; lines stay where they are. */
function laidOut(mended: Source, before: Source): string {
  const known = new Set(before.text.split('\n'));
  const edits = format(mended).flatMap(({ range, newText }) => {
    const span = spanOf(mended, range);
    const isInLine = range.start.line === range.end.line && !newText.includes('\n');
    const isWanted = span.start === 0 || (isInLine && !known.has(mended.line(range.start.line)));
    return isWanted ? [{ span, text: newText }] : [];
  });
  return applyEdits(mended.text, edits);
}

/** The edits of all fixes of which each is of this file alone, and none meets another. */
function fixesIn({ source, answers }: OpenFile): Edits {
  const chosen: Edits[number][] = [];
  for (const { code, fix } of answers.diagnostics) {
    const isApart = ({ span }: Edits[number]): boolean =>
      span.source === source && chosen.every((other) => isBeside(other.span, span));
    if (!unsure.has(code) && fix?.isLossy !== true && fix?.edits?.every(isApart) === true)
      chosen.push(...fix.edits);
  }
  return chosen;
}

const errorsIn = ({ answers }: OpenFile): number =>
  answers.diagnostics.filter(({ severity }: Diagnostic) => severity === 'error').length;

const isBeside = (one: Span, other: Span): boolean => other.end < one.start || one.end < other.start;
