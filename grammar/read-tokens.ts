import type { IToken } from 'chevrotain';
import type { Comment, Item } from './ast.ts';
import { balance } from './balance.ts';
import type { Diagnostic } from './diagnostic.ts';
import { withoutEchoes } from './echoes.ts';
import { readForeign } from './foreign/read-foreign.ts';
import { readSlips } from './foreign/slips/read-slips.ts';
import { TokenList } from './foreign/token-list.ts';
import { repairKeywords } from './keyword-repair.ts';
import { lex } from './lex.ts';
import { diagnose } from './messages.ts';
import { openParens } from './missing-parens.ts';
import { type NameCase, repairNameCase } from './name-case.ts';
import { CnnParser } from './parser/items.ts';
import { mistakeLimit, type PendingString } from './parser/support.ts';
import type { Source } from './source.ts';
import { toldOnce } from './told-once.ts';

/** Tokens, each where it stands in the source, and what was found when they were cut. */
export interface Written {
  readonly source: Source;
  readonly tokens: IToken[];
  readonly comments: readonly Comment[];
  readonly diagnostics: Diagnostic[];
}

/** What tokens come to. */
interface Read {
  readonly items: readonly Item[];
  readonly diagnostics: readonly Diagnostic[];
  /** See `Parsed`. */
  readonly isPlain: boolean;
}

const unbroken = { unclosed: new Set<never>(), unopened: new Set<never>() };

let parser: CnnParser | undefined;

/** The items that tokens come to, with what is written otherwise read as what was meant. */
export function readTokens({ source, tokens: written, comments, diagnostics }: Written): Read {
  parser ??= new CnnParser();
  const foreign = readForeign(new TokenList(source, openParens(source, written, diagnostics)), diagnostics);
  const repaired = repairKeywords(foreign, diagnostics);
  const slips = readSlips(repaired, diagnostics);
  const { list, inStrings } = repairNameCase(slips, diagnostics);
  const isAsWritten = list.tokens === written;
  const { tooDeep: muted, isSound, ...balanced } = balance(source, [...list.tokens], diagnostics);
  parser.begin({ source, comments, base: 0, diagnostics, muted, ...balanced });
  const items = parser.module();
  fillStrings(parser, source, { strings: [...parser.strings], inStrings }, diagnostics);
  const { hasGivenUp } = parser;
  const told = inOrder(withoutEchoes(source, diagnostics), hasGivenUp);
  const isPlain = isAsWritten && isSound && !muted && !hasGivenUp && told.length <= mistakeLimit;
  return { items, diagnostics: told, isPlain };
}

/** Parses the `{expressions}` of strings into the parts of their nodes. */
function fillStrings(
  parser: CnnParser,
  source: Source,
  { strings, inStrings }: Pick<NameCase, 'inStrings'> & { readonly strings: readonly PendingString[] },
  diagnostics: Diagnostic[],
): void {
  for (const { node, parts, scan } of strings) {
    const base = node.span.start;
    parts.length = 0;
    for (const piece of scan.pieces) {
      if (typeof piece === 'string') parts.push(piece);
      else {
        const start = base + piece.start;
        const text = source.text.slice(start, base + piece.end);
        const { tokens } = lex(source, text, start);
        parser.begin({
          source,
          tokens: inStrings(tokens),
          comments: [],
          base: start,
          diagnostics,
          muted: false,
          ...unbroken,
        });
        const value = parser.hole();
        if (value !== undefined) parts.push(value);
      }
    }
    for (const { code, start, end } of scan.mistakes) {
      const span = { source, start: base + start, end: base + end };
      if (code === 'CNN010') diagnostics.push(diagnose(code, span, {}, { edits: [{ span, text: '\\{' }] }));
      else diagnostics.push(diagnose(code, span, { written: source.text.slice(span.start, span.end) }));
    }
  }
}

/** Mistakes in the order of the text; where they are too many, or the parser did not read on, that is said last. */
function inOrder(diagnostics: Diagnostic[], hasGivenUp: boolean): Diagnostic[] {
  const sorted = diagnostics.sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
  const told = toldOnce(sorted);
  const [rest] = told.length > mistakeLimit || hasGivenUp ? sorted.slice(mistakeLimit) : [];
  if (rest?.span === undefined) return told;
  return [...told.slice(0, mistakeLimit), diagnose('CNN025', rest.span, { limit: mistakeLimit })];
}
