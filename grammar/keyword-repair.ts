import type { IToken, TokenType } from 'chevrotain';
import type { Diagnostic } from './diagnostic.ts';
import { diagnose } from './messages.ts';
import { isOneSlip } from './one-slip.ts';
import type { Source } from './source.ts';
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
export function repairKeywords(
  source: Source,
  tokens: readonly IToken[],
  diagnostics: Diagnostic[],
): readonly IToken[] {
  return tokens.map((token, i) => {
    if (token.tokenType !== t.Word || token.image.length < 3) return token;
    const keyword = beginsStatement(source, tokens, i) ? keywordAt(tokens, i) : connectiveAt(tokens, i);
    if (keyword === undefined) return token;
    const span = { source, start: token.startOffset, end: token.startOffset + token.image.length };
    const details = { written: token.image, instead: keyword };
    diagnostics.push(diagnose('CNN045', span, details, { edits: [{ span, text: keyword }] }));
    const tokenType = Keyword[keyword];
    return { ...token, tokenType, tokenTypeIdx: tokenType.tokenTypeIdx ?? 0 };
  });
}

function beginsStatement(source: Source, tokens: readonly IToken[], i: number): boolean {
  const before = tokens[i - 1];
  if (before === undefined || before.tokenType === t.LeftBrace || before.tokenType === t.RightBrace)
    return true;
  if (before.tokenType === t.Colon) return isAny(tokens[i + 1], [t.LeftBrace, t.Kind, t.Word]);
  const between = source.text.slice(before.startOffset + before.image.length, tokens[i]?.startOffset);
  return /[\r\n]/.test(between);
}

function keywordAt(tokens: readonly IToken[], i: number): t.KeywordText | undefined {
  const written = tokens[i]?.image ?? '';
  return followers.find(
    ([keyword, ...next]) =>
      isOneSlip(written, keyword) && next.every((types, ahead) => isAny(tokens[i + 1 + ahead], types)),
  )?.[0];
}

function connectiveAt(tokens: readonly IToken[], i: number): t.KeywordText | undefined {
  const written = tokens[i]?.image ?? '';
  return connectives.find(
    ([keyword, after, before]) =>
      isOneSlip(written, keyword) && isAny(tokens[i - 1], [after]) && isAny(tokens[i + 1], [before]),
  )?.[0];
}

const isAny = (token: IToken | undefined, types: readonly TokenType[]): boolean =>
  token !== undefined &&
  types.some((type) => token.tokenType === type || (token.tokenType.CATEGORIES ?? []).includes(type));
