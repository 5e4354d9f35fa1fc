import type { Hint, HintKind } from '../../compiler/hints/hint.ts';
import type { OpenFile } from '../documents/open-file.ts';

/** A hint behind a place of a text. */
export interface PlacedHint {
  /** Where what it is of begins. */
  readonly from: number;
  readonly at: number;
  readonly text: string;
  readonly kind: HintKind;
}

/**
 * The hints of a file from version to version: while something is wrong in it, those that it had last stay where nothing else is known,
 * moved by what was typed. So that a line changes only when what it comes to does.
 */
export class KeptHints {
  #text = '';
  #hints: readonly PlacedHint[] = [];

  /** The hints of a version. */
  of({ source, answers }: OpenFile): readonly PlacedHint[] {
    const { text } = source;
    const fresh = answers.hints.map((hint) => ({
      ...{ from: hint.span.start, at: placeOf(hint) },
      ...{ text: hint.text, kind: hint.kind },
    }));
    const isBroken = answers.diagnostics.some(({ severity }) => severity === 'error');
    const places = new Set(fresh.map(({ at, kind }) => `${kind} ${at}`));
    const isFree = ({ at, kind }: PlacedHint): boolean =>
      !places.has(`${kind} ${at}`) &&
      !answers.hints.some(({ span, kind: other }) => other === kind && span.start < at && at < span.end);
    const kept = isBroken ? moved(this.#hints, this.#text, text).filter(isFree) : [];
    this.#text = text;
    this.#hints = [...fresh, ...kept].sort((a, b) => a.at - b.at);
    return this.#hints;
  }
}

/** Where a hint stands: behind a statement; what a head costs, at the end of its line. */
function placeOf({ span: { source, end }, kind }: Hint): number {
  if (kind !== 'cost') return end;
  const { line } = source.position(end);
  return (source.lineStarts[line] ?? 0) + source.line(line).trimEnd().length;
}

/** Hints of one text where they stand in another, as far as what they stand behind is still there. */
function moved(hints: readonly PlacedHint[], from: string, to: string): readonly PlacedHint[] {
  const most = Math.min(from.length, to.length);
  let [start, end] = [0, 0];
  while (start < most && from[start] === to[start]) start++;
  while (end < most - start && from.at(-1 - end) === to.at(-1 - end)) end++;
  const by = to.length - from.length;
  // What is typed right behind a statement, on its line, is of it.
  const goesOn = /^[^\s}]/.test(to.slice(start, to.length - end));
  return hints.flatMap((hint) => {
    if (hint.at < start || (hint.at === start && !goesOn)) return [hint];
    const isReplaced = start <= hint.from && hint.from < from.length - end;
    if (isReplaced || hint.at < from.length - end) return [];
    return [
      { ...hint, from: hint.from < start ? hint.from : Math.max(start, hint.from + by), at: hint.at + by },
    ];
  });
}
