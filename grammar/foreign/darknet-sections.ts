import type { IToken } from 'chevrotain';
import type { Diagnostic, Fix } from '../diagnostic.ts';
import { diagnose } from '../messages.ts';
import { kindLike } from '../kind-like.ts';
import * as t from '../tokens.ts';
import { tokenAs, tokenAt, TokenList } from './token-list.ts';

interface Reading {
  readonly tokens: IToken[];
  readonly edits: { span: NonNullable<Fix['edits']>[number]['span']; text: string }[];
}

/** Darknet's `[convolutional]` with lines of `filters=32`: told once, and read as layers with arguments. */
export function readDarknetSections(list: TokenList, diagnostics: Diagnostic[]): TokenList {
  const sections = findSections(list);
  const [first] = sections;
  if (first === undefined) return list;
  const reading: Reading = { tokens: [], edits: [] };
  const isBare = !list.tokens.some(({ tokenType }) => tokenType === t.LeftBrace);
  if (isBare) openModel(list, reading);
  for (let i = 0; i < list.length;) {
    if (sections.has(i)) i = readSection(list, i, reading);
    else reading.tokens.push(...list.tokens.slice(i, ++i));
  }
  if (isBare) closeModel(list, reading);
  const { tokens, edits } = reading;
  const details = { written: `[${list.image(first + 1)}]`, instead: `${kindLike(list.image(first + 1))}(…)` };
  diagnostics.push(diagnose('CNN051', list.span(first, first + 2), details, { edits }));
  return new TokenList(list.source, tokens);
}

function findSections(list: TokenList): ReadonlySet<number> {
  const sections = new Set<number>();
  for (let i = 0; i < list.length; i++) if (isSection(list, i)) sections.add(i);
  return sections;
}

/** `[word]` alone on its line, with `key=` or another section on the next. */
function isSection(list: TokenList, i: number): boolean {
  if (!list.is(i, t.LeftBracket) || !list.beginsLine(i) || !list.is(i + 2, t.RightBracket)) return false;
  if (!list.is(i + 1, t.AnyKey) || !list.beginsLine(i + 3)) return false;
  return list.is(i + 4, t.Equal) && list.is(i + 3, t.AnyKey);
}

/** A section and its lines as a layer with arguments; the number of what follows. */
function readSection(list: TokenList, i: number, { tokens, edits }: Reading): number {
  const [opener, word, closer] = list.tokens.slice(i, i + 3);
  if (opener === undefined || word === undefined || closer === undefined) return i + 1;
  const kind = kindLike(word.image);
  edits.push({ span: list.span(i, i + 2), text: `${kind}(` });
  tokens.push(tokenAs(word, t.Kind, kind), tokenAs(closer, t.LeftParen, '('));
  let at = i + 3;
  while (list.is(at, t.AnyKey) && list.is(at + 1, t.Equal) && list.beginsLine(at)) {
    if (at > i + 3) {
      edits.push({ span: { ...list.span(at - 1), start: list.end(at - 1) }, text: ',' });
      tokens.push(tokenAt(list.end(at - 1), t.Comma, ','));
    }
    at = readLine(list, at, { tokens, edits });
  }
  edits.push({ span: { ...list.span(at - 1), start: list.end(at - 1) }, text: ')' });
  tokens.push(tokenAt(list.end(at - 1), t.RightParen, ')'));
  return at;
}

/** `key=value`; several values are a list. */
function readLine(list: TokenList, i: number, { tokens, edits }: Reading): number {
  const last = list.lineEnd(i);
  const values = list.tokens.slice(i + 2, last + 1);
  tokens.push(...list.tokens.slice(i, i + 2));
  if (!values.some(({ tokenType }) => tokenType === t.Comma)) tokens.push(...values);
  else {
    const { start, end } = list.span(i + 2, last);
    tokens.push(tokenAt(start, t.LeftBracket, '['), ...values, tokenAt(end, t.RightBracket, ']'));
    edits.push({ span: { ...list.span(i), start, end: start }, text: '[' });
    edits.push({ span: { ...list.span(i), start: end, end }, text: ']' });
  }
  return last + 1;
}

/** A file of sections alone is a model. */
function openModel(list: TokenList, { tokens, edits }: Reading): void {
  const start = list.start(0);
  tokens.push(tokenAt(start, t.Keyword.model, 'model'), tokenAt(start, t.Kind, 'Net'));
  tokens.push(tokenAt(start, t.LeftBrace, '{'));
  edits.push({ span: { source: list.source, start, end: start }, text: 'model Net {\n' });
}

function closeModel(list: TokenList, { tokens, edits }: Reading): void {
  const end = list.end(list.length - 1);
  tokens.push(tokenAt(end, t.RightBrace, '}'));
  edits.push({ span: { source: list.source, start: end, end }, text: '\n}' });
}
