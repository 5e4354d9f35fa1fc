import type { Diagnostic, Fix } from '../diagnostic.ts';
import { kindLike } from '../kind-like.ts';
import { diagnose } from '../messages.ts';
import * as t from '../tokens.ts';
import { tokenAs, TokenList } from './token-list.ts';

/**
 * `x = Conv2D(64, 3)(x)` and `x = F.relu(x)`, where each goes on from the one before: told once, and read as the layer
 * alone. Where it goes on from another tensor, the parser tells what is wrong.
 */
export function readFunctionalStyle(list: TokenList, diagnostics: Diagnostic[]): TokenList {
  const gone = new Set<number>();
  const functions = new Set<number>();
  const edits: (Fix['edits'] & object)[number][] = [];
  let first: number | undefined;
  let current: string | undefined;
  for (let i = 0; i < list.length; i++) {
    if (!list.beginsLine(i) || !list.is(i, t.Word) || !list.is(i + 1, t.Equal)) continue;
    const applied = appliedAt(list, i + 2);
    if (applied === undefined || (current !== undefined && applied.to !== current)) continue;
    first ??= i;
    current = list.image(i);
    const { from, open, close } = applied;
    edits.push({ span: { ...list.span(i), end: list.start(from) }, text: '' });
    edits.push({ span: list.span(open, close), text: '' });
    if (list.is(from, t.Word)) functions.add(from);
    for (let n = i; n < from; n++) gone.add(n);
    for (let n = open; n <= close; n++) gone.add(n);
  }
  if (first === undefined) return list;
  diagnostics.push(diagnose('CNN046', list.span(first), {}, { edits }));
  const tokens = list.tokens.map((token, i) =>
    functions.has(i) ? tokenAs(token, t.Kind, kindLike(token.image)) : token,
  );
  return new TokenList(
    list.source,
    tokens.filter((_, i) => !gone.has(i)),
  );
}

interface Applied {
  /** The layer's name, behind its module. */
  readonly from: number;
  /** The parentheses around the tensor. */
  readonly open: number;
  readonly close: number;
  /** The tensor's name. */
  readonly to: string;
}

function appliedAt(list: TokenList, start: number): Applied | undefined {
  let from = start;
  while ((list.is(from, t.AnyKey) || list.is(from, t.Kind)) && list.is(from + 1, t.Dot)) from += 2;
  if (!list.is(from, t.Kind) && !list.is(from, t.Word)) return undefined;
  const isFunction = list.is(from, t.Word) && from > start;
  const own = list.is(from + 1, t.LeftParen) ? list.partner(from + 1) : undefined;
  const open = isFunction ? from + 1 : (own ?? NaN) + 1;
  const close = list.is(open, t.LeftParen) && list.is(open + 1, t.Word) ? open + 2 : undefined;
  if (close === undefined || !list.is(close, t.RightParen) || list.is(close + 1, t.LeftParen))
    return undefined;
  return { from, open, close, to: list.image(open + 1) };
}
