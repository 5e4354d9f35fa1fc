import type { Diagnostic } from './diagnostic.ts';
import { detailsOf } from './messages.ts';
import type { Source } from './source.ts';

/** Codes of what may only be left over from a mistake before it on its line. */
const leftovers = new Set(['CNN021', 'CNN054']);
/** What a bracket of the wrong kind brings about behind it. */
const behindWrongBracket = new Set(['CNN021', 'CNN030', 'CNN034']);

/** Mistakes of syntax, but for those that only follow from the one before. */
export function withoutEchoes(source: Source, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const told: Diagnostic[] = [];
  const sorted = diagnostics.toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
  const first = firstOfLines(source, sorted);
  let before: Diagnostic | undefined;
  for (const diagnostic of sorted) {
    const isEcho =
      echoesLine(source, diagnostic, first) || (before !== undefined && follows(source, diagnostic, before));
    if (!isEcho) {
      told.push(diagnostic);
      before = diagnostic;
    }
  }
  return told;
}

const lineOf = (source: Source, { span }: Diagnostic): number => source.position(span?.start ?? 0).line;

/** Where the first mistake of each line begins that is no leftover. */
function firstOfLines(source: Source, diagnostics: readonly Diagnostic[]): ReadonlyMap<number, number> {
  const first = new Map<number, number>();
  for (const diagnostic of diagnostics) {
    const line = lineOf(source, diagnostic);
    const start = diagnostic.span?.start ?? 0;
    if (!leftovers.has(diagnostic.code)) first.set(line, Math.min(first.get(line) ?? Infinity, start));
  }
  return first;
}

/** Whether this is a `)` that closes nothing, or a comma between statements, behind another mistake on its line. */
function echoesLine(source: Source, one: Diagnostic, first: ReadonlyMap<number, number>): boolean {
  if (!leftovers.has(one.code) || one.span === undefined || source.text[one.span.start] === '}') return false;
  return (first.get(lineOf(source, one)) ?? Infinity) <= one.span.start;
}

/** Whether a mistake is there because of the one told before it. */
function follows(source: Source, one: Diagnostic, before: Diagnostic): boolean {
  if (one.span === undefined || before.span === undefined) return false;
  const sameLine = lineOf(source, one) === lineOf(source, before);
  if (before.code === 'CNN022') return behindWrongBracket.has(one.code);
  // `Dropout0.5)` and `learning_rate0.001`: what was cut off from a number is no value of its own.
  if (before.code === 'CNN004') return sameLine && ['CNN030', 'CNN034'].includes(one.code);
  if (one.code === 'CNN004') return false;
  const lacksBrace = detailsOf(before, 'CNN030')?.expected.includes('`{`') ?? false;
  if (lacksBrace && one.code === 'CNN021') return source.text[one.span.start] === '}';
  return before.code === 'CNN043' && detailsOf(one, 'CNN047')?.what === '`skip`';
}
