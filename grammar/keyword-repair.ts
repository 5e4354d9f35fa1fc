import type { TokenType } from 'chevrotain';
import type { Diagnostic } from './diagnostic.ts';
import { diagnose } from './messages.ts';
import { tokenAs, TokenList } from './foreign/token-list.ts';
import { isOneSlip } from './one-slip.ts';
import * as t from './tokens.ts';

const { Keyword } = t;
const value = [t.NumberToken, t.Word, t.LeftParen, t.LeftBracket, Keyword.not, t.Minus];

/** What follows each keyword that begins a statement, by its first tokens; a label or key is followed by neither. */
const followers: readonly (readonly [keyword: t.KeywordText, ...next: readonly (readonly TokenType[])[]])[] =
  [
    ['layer', [t.Kind], [t.Equal, t.Colon]],
    ['let', [t.Word], [t.Equal]],
    ['block', [t.Kind], [t.LeftBrace, t.LeftParen]],
    ['model', [t.Kind], [t.LeftBrace, t.LeftParen]],
    ['data', [t.Kind, t.Word], [t.LeftBrace]],
    ['train', [t.Kind], [Keyword.on, t.Word]],
    ['import', [t.LeftBrace], [t.Kind, t.Word], [t.Comma, t.RightBrace, Keyword.as]],
    ['input', [t.Word], [t.Colon, t.Equal]],
    ['output', [t.Word], [t.Colon]],
    ['field', [t.Word], [t.Colon]],
    ['split', [t.LeftBrace], [t.AnyKey], [t.Equal]],
    ['prepare', [t.LeftBrace], [t.Kind]],
    ['prepare', [t.Word], [t.LeftBrace], [t.Kind]],
    ['augment', [t.LeftBrace], [t.Kind]],
    ['objective', [t.Word], [t.LeftBrace]],
    ['phase', [t.Word], [t.LeftBrace]],
    ['freeze', [t.Word]],
    ['weights', [t.Word], [t.Equal], [t.StringToken]],
    ['repeat', value],
    ['for', [t.Word], [Keyword.in]],
    ['for', [t.LeftParen], [t.Word], [t.Comma]],
    ['from', [t.Word]],
    ['residual', [t.LeftBrace, Keyword.when]],
    ['skip', [t.LeftBrace, Keyword.when]],
    ['else', [t.LeftBrace, Keyword.if]],
    ['parallel', [t.Kind]],
    ['path', [t.LeftBrace]],
    ['reuse', [t.Word]],
    ['require', value],
  ];

/** Words that stand between two others: after what, and before what. */
const connectives: readonly (readonly [keyword: t.KeywordText, after: TokenType, before: TokenType])[] = [
  ['when', Keyword.residual, t.Word],
  ['when', Keyword.skip, t.Word],
  ['from', t.RightBrace, t.StringToken],
];

/** Tells of keywords with a slip of the fingers in them, and reads them as what was meant. */
export function repairKeywords(list: TokenList, diagnostics: Diagnostic[]): TokenList {
  const read = new Map<number, t.KeywordText>();
  for (let i = 0; i < list.length; i++) {
    if (list.typeOf(i) !== t.Word || list.image(i).length < 3) continue;
    const keyword = beginsStatement(list, i) ? keywordAt(list, i) : connectiveAt(list, i);
    if (keyword === undefined) continue;
    read.set(i, keyword);
    const span = list.span(i);
    const details = { written: list.image(i), instead: keyword };
    diagnostics.push(diagnose('CNN045', span, details, { edits: [{ span, text: keyword }] }));
  }
  if (read.size === 0) return list;
  const tokens = list.tokens.map((token, i) => {
    const keyword = read.get(i);
    return keyword === undefined ? token : tokenAs(token, Keyword[keyword], token.image);
  });
  return new TokenList(list.source, tokens);
}

const beginsStatement = (list: TokenList, i: number): boolean =>
  list.is(i - 1, t.Colon)
    ? [t.LeftBrace, t.Kind, t.Word].some((type) => list.is(i + 1, type))
    : list.beginsStatement(i);

function keywordAt(list: TokenList, i: number): t.KeywordText | undefined {
  const written = list.image(i);
  return followers.find(
    ([keyword, ...next]) =>
      isOneSlip(written, keyword) &&
      next.every((types, ahead) => types.some((type) => list.is(i + 1 + ahead, type))),
  )?.[0];
}

function connectiveAt(list: TokenList, i: number): t.KeywordText | undefined {
  const written = list.image(i);
  return connectives.find(
    ([keyword, after, before]) =>
      isOneSlip(written, keyword) && list.is(i - 1, after) && list.is(i + 1, before),
  )?.[0];
}
