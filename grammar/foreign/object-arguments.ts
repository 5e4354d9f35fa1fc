import type { IToken } from 'chevrotain';
import type { Diagnostic, Fix } from '../diagnostic.ts';
import { kindLike } from '../kind-like.ts';
import { diagnose } from '../messages.ts';
import * as t from '../tokens.ts';
import { tokenAs, TokenList } from './token-list.ts';

/** `Conv2D({filters: 32, kernelSize: 3})`, as JavaScript gives options: told, and read as arguments. */
export function readObjectArguments(list: TokenList, diagnostics: Diagnostic[]): TokenList {
  const result = new Map<number, IToken | undefined>();
  for (let i = 0; i < list.length; i++) {
    const close = isObject(list, i) ? list.partner(i) : undefined;
    if (close === undefined) continue;
    const edits = unwrap(list, i, close, result);
    const span = list.span(i, close);
    const inside = ({ span: told }: Diagnostic): boolean =>
      told !== undefined && told.start >= span.start && told.end <= span.end;
    diagnostics.splice(
      0,
      diagnostics.length,
      ...diagnostics.filter((one) => one.code !== 'CNN003' || !inside(one)),
    );
    diagnostics.push(diagnose('CNN050', { ...span, end: span.start + 1 }, {}, { edits }));
  }
  if (result.size === 0) return list;
  const tokens = list.tokens.flatMap((token, i) => {
    const other = result.has(i) ? result.get(i) : token;
    return other === undefined ? [] : [other];
  });
  return new TokenList(list.source, tokens);
}

/** Whether a `{` begins an object among arguments. */
function isObject(list: TokenList, i: number): boolean {
  if (
    !list.is(i, t.LeftBrace) ||
    !(list.is(i - 1, t.LeftParen) || (list.is(i - 1, t.Comma) && !list.is(i - 2, t.RightBrace)))
  )
    return false;
  const isKey = list.is(i + 1, t.AnyKey) || list.is(i + 1, t.StringToken);
  return isKey && list.is(i + 2, t.Colon);
}

function unwrap(
  list: TokenList,
  open: number,
  close: number,
  result: Map<number, IToken | undefined>,
): Fix['edits'] & object {
  result.set(open, undefined).set(close, undefined);
  const edits = [...renameCallee(list, open - 2, result), { span: list.span(open), text: '' }];
  for (let i = open + 1; i < close; i = (list.partner(i) ?? i) + 1) {
    const colon = list.tokens[i + 1];
    const key = list.tokens[i];
    if (key === undefined || colon?.tokenType !== t.Colon) continue;
    const name = snakeCase(key.image.replaceAll('"', ''));
    const blanks = list.source.text.slice(list.end(i + 1), list.start(i + 2));
    edits.push({ span: { ...list.span(i), end: list.end(i + 1) + blanks.length }, text: `${name}=` });
    result.set(i, key.tokenType === t.StringToken || key.image !== name ? tokenAs(key, t.Word, name) : key);
    result.set(i + 1, tokenAs(colon, t.Equal, '='));
    const value = list.tokens[i + 2];
    const [, word] = /^"([a-z_]\w*)"$/.exec(value?.image ?? '') ?? [];
    if (value === undefined || word === undefined) continue;
    result.set(i + 2, tokenAs(value, t.Word, snakeCase(word)));
    edits.push({ span: list.span(i + 2), text: snakeCase(word) });
  }
  edits.push({ span: list.span(close), text: '' });
  return edits;
}

/** `tf.layers.conv2d` as `Conv2D`. */
function renameCallee(
  list: TokenList,
  i: number,
  result: Map<number, IToken | undefined>,
): readonly (Fix['edits'] & object)[number][] {
  const callee = list.tokens[i];
  if (callee === undefined || callee.tokenType !== t.Word || !list.is(i + 1, t.LeftParen)) return [];
  let first = i;
  while (list.is(first - 1, t.Dot) && (list.is(first - 2, t.AnyKey) || list.is(first - 2, t.Kind)))
    first -= 2;
  for (let n = first; n < i; n++) result.set(n, undefined);
  result.set(i, tokenAs(callee, t.Kind, kindLike(callee.image)));
  return [{ span: list.span(first, i), text: kindLike(callee.image) }];
}

/** `kernelSize` as Keras writes it: `kernel_size`. */
export const snakeCase = (word: string): string =>
  word.replace(
    /([a-z0-9])([A-Z])/g,
    (_, before: string, after: string) => `${before}_${after.toLowerCase()}`,
  );
