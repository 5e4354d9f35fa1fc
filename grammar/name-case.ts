import type { IToken } from 'chevrotain';
import type { Diagnostic } from './diagnostic.ts';
import { tokenAs, TokenList } from './foreign/token-list.ts';
import { tokenPlaces, type TokenPlace } from './foreign/token-places.ts';
import { kindLike, wordLike } from './kind-like.ts';
import { diagnose } from './messages.ts';
import type { Span } from './span.ts';
import * as t from './tokens.ts';

interface Declared {
  readonly what: string;
  readonly instead: string;
  readonly at: number;
}

/** A text's tokens with its names in the right case, and how the tokens of expressions in its strings are read. */
export interface NameCase {
  readonly list: TokenList;
  readonly inStrings: (tokens: readonly IToken[]) => IToken[];
}

const unchanged: NameCase['inStrings'] = (tokens) => [...tokens];

const { Keyword } = t;

const heads = new Set([Keyword.model, Keyword.block]);

/** What each keyword names, and what follows that name. */
const capitals = new Map([
  [Keyword.model, { what: 'the name of a model', then: [t.LeftBrace, t.LeftParen] }],
  [Keyword.block, { what: 'the name of a block', then: [t.LeftBrace, t.LeftParen] }],
  [Keyword.layer, { what: 'the name of a layer', then: [t.Equal] }],
]);
const smalls = new Map([
  [Keyword.let, { what: 'the name of a value', then: [t.Equal] }],
  [Keyword.input, { what: 'the name of an input', then: [t.Colon] }],
  [Keyword.output, { what: 'the name of an output', then: [t.Colon] }],
  [Keyword.field, { what: 'the name of a field', then: [t.Colon] }],
  [Keyword.phase, { what: 'the name of a phase', then: [t.LeftBrace] }],
  [Keyword.for, { what: 'a name', then: [Keyword.in] }],
  [Keyword.as, { what: 'a name', then: [t.LeftBrace] }],
]);

/** Names declared in the wrong case: each is told once, with its uses, and read in the right one. */
export function repairNameCase(list: TokenList, diagnostics: Diagnostic[]): NameCase {
  const declared = findDeclared(list);
  if (declared.size === 0) return { list, inStrings: unchanged };
  const places = tokenPlaces(list);
  const uses = new Map<string, number[]>();
  const read = list.tokens.map((token, i) => {
    const name = declared.get(token.image);
    if (name === undefined || !isUse(list, places[i], i, name)) return token;
    const known = uses.get(token.image);
    if (known === undefined) uses.set(token.image, [i]);
    else known.push(i);
    return tokenAs(token, list.is(i, t.Kind) ? t.Word : t.Kind, name.instead);
  });
  for (const [written, { what, instead, at }] of declared) {
    const letter = list.is(at, t.Kind) ? 'a small letter' : 'a capital';
    const edits = [
      ...(uses.get(written) ?? [at]).map((i) => list.span(i)),
      ...usesInStrings(list, written),
    ].map((span) => ({ span, text: instead }));
    diagnostics.push(diagnose('CNN040', list.span(at), { what, letter, instead }, { edits }));
  }
  const inStrings = (tokens: readonly IToken[]): IToken[] =>
    tokens.map((token) => {
      const instead = declared.get(token.image)?.instead;
      return instead === undefined ? token : tokenAs(token, t.Word, instead);
    });
  return { list: new TokenList(list.source, read), inStrings };
}

/** Where a name stands in the expressions of strings: `"conv{I}"`. */
const usesInStrings = (list: TokenList, name: string): readonly Span[] =>
  list.tokens.flatMap((_, i) => {
    if (!list.is(i, t.StringToken) || !list.image(i).includes('{')) return [];
    const { source, start, end } = list.span(i);
    const holes = source.text.slice(start, end).matchAll(/(?<!\\)\{[^}"]*\}/g);
    return [...holes].flatMap((hole) =>
      [...hole[0].matchAll(/[A-Za-z_]\w*/g)].flatMap((word) => {
        const from = start + hole.index + word.index;
        return word[0] === name ? [{ source, start: from, end: from + name.length }] : [];
      }),
    );
  });

function findDeclared(list: TokenList): ReadonlyMap<string, Declared> {
  const declared = new Map<string, Declared>();
  let headEnd = 0;
  for (let i = 0; i < list.length; i++) {
    if (heads.has(list.typeOf(i)) && list.is(i + 2, t.LeftParen)) headEnd = list.partner(i + 2) ?? 0;
    const isKind = list.is(i, t.Kind);
    if (!isKind && !list.is(i, t.Word)) continue;
    const what = isKind ? smallName(list, i, headEnd) : nameBehind(list, capitals, i);
    const image = list.image(i);
    if (what === undefined || declared.has(image)) continue;
    const instead = isKind ? wordLike(image) : kindLike(image);
    if (instead !== image) declared.set(image, { what, instead, at: i });
  }
  return declared;
}

const nameBehind = (list: TokenList, names: typeof capitals, i: number): string | undefined => {
  const named = names.get(list.typeOf(i - 1));
  return named?.then.some((type) => list.is(i + 1, type)) === true ? named.what : undefined;
};

function smallName(list: TokenList, i: number, headEnd: number): string | undefined {
  const behind = nameBehind(list, smalls, i);
  if (behind !== undefined) return behind;
  if (list.is(i + 1, t.Colon) && list.beginsStatement(i)) return 'a label';
  const ends = [t.Equal, t.Comma, t.RightParen].some((type) => list.is(i + 1, type));
  const begins = list.is(i - 1, t.LeftParen) || list.is(i - 1, t.Comma);
  return i < headEnd && begins && ends ? 'the name of a parameter' : undefined;
}

/** Whether a name stands where what was declared can be meant: a layer where layers stand, all else elsewhere. */
function isUse(list: TokenList, place: TokenPlace | undefined, i: number, { at }: Declared): boolean {
  if (i === at) return true;
  const begins = list.is(i - 1, t.Colon) || list.endsStatement(i - 1);
  const isLayer = place === 'body' && begins && !list.is(i + 1, t.Colon) && !list.is(i + 1, t.Equal);
  if (list.is(at, t.Kind)) return list.is(i, t.Kind) && !isLayer && !list.is(i + 1, t.LeftParen);
  if (!list.is(i, t.Word)) return false;
  return (
    isLayer || list.is(i - 1, Keyword.train) || list.is(i - 1, Keyword.parallel) || list.is(i - 1, t.Equal)
  );
}
