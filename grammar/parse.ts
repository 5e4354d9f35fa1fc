import type { Module } from './ast.ts';
import { balance } from './balance.ts';
import type { Diagnostic, Outcome } from './diagnostic.ts';
import { otherFormat } from './foreign/other-format.ts';
import { readForeign } from './foreign/read-foreign.ts';
import { readSlips } from './foreign/slips/read-slips.ts';
import { TokenList } from './foreign/token-list.ts';
import { lex } from './lex.ts';
import { repairKeywords } from './keyword-repair.ts';
import { diagnose } from './messages.ts';
import { openParens } from './missing-parens.ts';
import { type NameCase, repairNameCase } from './name-case.ts';
import { CnnParser } from './parser/items.ts';
import { mistakeLimit, type PendingString } from './parser/support.ts';
import type { Source } from './source.ts';
import { withoutEchoes } from './echoes.ts';
import { toldOnce } from './told-once.ts';

/** How long a text may be, in characters. */
export const sizeLimit = 512 * 1024;

const unbroken = { unclosed: new Set<never>(), unopened: new Set<never>() };

let parser: CnnParser | undefined;

/** The syntax tree of a text, as whole as it could be made, and every mistake in its syntax, in text order. */
export function parse(source: Source): Outcome<Module> {
  const span = { source, start: 0, end: source.text.length };
  if (source.text.length > sizeLimit) {
    const diagnostics = [diagnose('CNN024', { ...span, end: 0 }, { limit: '512 KiB' })];
    return { value: { type: 'module', span, source, items: [], comments: [] }, diagnostics };
  }
  const other = otherFormat(source.text);
  if (other !== undefined) {
    const diagnostics = [diagnose('CNN158', { ...span, end: firstWord(source.text) }, { written: other })];
    return { value: { type: 'module', span, source, items: [], comments: [] }, diagnostics };
  }
  parser ??= new CnnParser();
  const { tokens: written, comments, diagnostics } = lex(source, source.text);
  const foreign = readForeign(new TokenList(source, openParens(source, written, diagnostics)), diagnostics);
  const repaired = repairKeywords(foreign, diagnostics);
  const slips = readSlips(repaired, diagnostics);
  const { list, inStrings } = repairNameCase(slips, diagnostics);
  const read = [...list.tokens];
  const { tooDeep: muted, ...balanced } = balance(source, read, diagnostics);
  parser.begin({ source, comments, base: 0, diagnostics, muted, ...balanced });
  const items = parser.module();
  fillStrings(parser, source, { strings: [...parser.strings], inStrings }, diagnostics);
  return {
    value: { type: 'module', span, source, items, comments },
    diagnostics: inOrder(withoutEchoes(source, diagnostics), parser.hasGivenUp),
  };
}

/** Where the first word of a text ends. */
const firstWord = (text: string): number => /^\s*\S{0,20}/.exec(text)?.[0].length ?? 0;

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
