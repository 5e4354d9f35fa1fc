import { type IToken, tokenMatcher, type TokenType } from 'chevrotain';
import type { Diagnostic } from './diagnostic.ts';
import { tokenAt } from './foreign/token-list.ts';
import { diagnose } from './messages.ts';
import type { Source } from './source.ts';
import * as t from './tokens.ts';

/** Puts in the `(` of a call that has only its `)`, where what stands before says which: `Dense units=10)`. */
export function openParens(source: Source, tokens: IToken[], diagnostics: Diagnostic[]): IToken[] {
  const opened = new Map<IToken, IToken>();
  let depth = 0;
  let callees: (readonly [IToken, IToken])[] = [];
  tokens.forEach((token, i) => {
    if (token.tokenType === t.LeftBrace || token.tokenType === t.RightBrace) [depth, callees] = [0, []];
    else if (token.tokenType === t.LeftParen) depth++;
    else if (token.tokenType === t.RightParen && depth > 0) depth--;
    else if (token.tokenType === t.RightParen) {
      const callee = callees.pop();
      if (callee !== undefined) opened.set(...callee);
    } else {
      const next = bareArgument(source, tokens, i);
      if (next !== undefined) callees.push([token, next]);
    }
  });
  for (const [callee, next] of opened) {
    const start = endOf(callee);
    const details = { mark: '(', after: `\`${callee.image}\`` };
    const edits = [{ span: { source, start, end: next.startOffset }, text: '(' }];
    diagnostics.push(diagnose('CNN033', { source, start, end: start }, details, { edits }));
  }
  if (opened.size === 0) return tokens;
  return tokens.flatMap((token) =>
    opened.has(token) ? [token, tokenAt(endOf(token), t.LeftParen, '(')] : [token],
  );
}

const endOf = ({ startOffset, image }: IToken): number => startOffset + image.length;

/** The argument that follows a name with nothing between them. */
function bareArgument(source: Source, tokens: readonly IToken[], i: number): IToken | undefined {
  const [before, token, next, behind] = [tokens[i - 1], tokens[i], tokens[i + 1], tokens[i + 2]];
  if (token === undefined || next === undefined) return undefined;
  const isCallee = is(token, t.Kind) || (is(token, t.Word) && before?.tokenType === t.Equal);
  if (!isCallee || !beginsArgument(next, behind)) return undefined;
  return isOnOneLine(source, token, next) ? next : undefined;
}

const is = (token: IToken | undefined, type: TokenType): boolean =>
  token !== undefined && tokenMatcher(token, type);

const isOnOneLine = ({ text }: Source, token: IToken, next: IToken): boolean =>
  !text.slice(endOf(token), next.startOffset).includes('\n');

const beginsArgument = (next: IToken, behind: IToken | undefined): boolean =>
  [t.NumberToken, t.PercentToken, t.StringToken].some((type) => is(next, type)) ||
  (is(next, t.AnyKey) && behind?.tokenType === t.Equal);
