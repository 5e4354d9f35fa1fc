import type { IToken } from 'chevrotain';
import type { Diagnostic, Fix } from '../diagnostic.ts';
import { diagnose } from '../messages.ts';
import * as t from '../tokens.ts';
import { tokenAs, tokenAt, TokenList } from './token-list.ts';

const { Keyword } = t;
/** What may have its body on its own line. */
const short = new Set([Keyword.repeat, Keyword.for, Keyword.if, Keyword.else]);
const headers = new Set([
  ...[Keyword.model, Keyword.block, Keyword.data, Keyword.train, Keyword.split, Keyword.prepare],
  ...[Keyword.augment, Keyword.objective, Keyword.phase, Keyword.residual, Keyword.skip, Keyword.parallel],
  ...[Keyword.path, ...short],
]);

interface Body {
  readonly colon: number;
  readonly last: number;
  /** What closes it. */
  readonly text: string;
}

/** `repeat 3:` before a line that is indented deeper: told once, and read as a body in braces. */
export function readPythonBodies(list: TokenList, diagnostics: Diagnostic[]): TokenList {
  const bodies = findBodies(list);
  const [first] = bodies;
  if (first === undefined) return list;
  const colons = new Set(bodies.map(({ colon }) => colon));
  const closers = new Map<number, string[]>();
  for (const { last, text } of bodies) closers.set(last, [text, ...(closers.get(last) ?? [])]);
  diagnostics.push(diagnose('CNN058', list.span(first.colon), {}, { edits: editsOf(list, colons, closers) }));
  const tokens = list.tokens.flatMap((token, i): readonly IToken[] => {
    const read = colons.has(i) ? tokenAs(token, t.LeftBrace, '{') : token;
    return [read, ...(closers.get(i) ?? []).map(() => tokenAt(list.end(i), t.RightBrace, '}'))];
  });
  return new TokenList(list.source, tokens);
}

function findBodies(list: TokenList): readonly Body[] {
  const bodies: Body[] = [];
  for (let i = 0; i < list.length; i++) {
    const body = bodyAt(list, i);
    if (body !== undefined) bodies.push(body);
  }
  return bodies;
}

function editsOf(
  list: TokenList,
  colons: ReadonlySet<number>,
  closers: ReadonlyMap<number, readonly string[]>,
): Fix['edits'] & object {
  const opened = [...colons].map((i) => ({ span: list.span(i), text: ' {' }));
  const closed = [...closers].map(([i, texts]) => {
    const end = list.end(i);
    return { span: { source: list.source, start: end, end }, text: texts.join('') };
  });
  return [...opened, ...closed];
}

function bodyAt(list: TokenList, i: number): Body | undefined {
  if (!headers.has(list.typeOf(i)) || !list.beginsStatement(i) || !list.endsStatement(i - 1))
    return undefined;
  // A key of a data block that is named like a section: `objective = 4`.
  if (list.is(i + 1, t.Equal)) return undefined;
  const colon = colonBehind(list, i);
  if (colon === undefined || list.is(colon + 1, t.LeftBrace)) return undefined;
  const line = list.lineEnd(colon);
  if (line > colon) return short.has(list.typeOf(i)) ? { colon, last: line, text: ' }' } : undefined;
  const last = list.blockEnd(i);
  return last > colon ? { colon, last, text: `\n${' '.repeat(list.column(i))}}` } : undefined;
}

/** The colon that ends a header, on its line. */
function colonBehind(list: TokenList, i: number): number | undefined {
  let at = i + 1;
  if (list.is(i, Keyword.else) && !list.is(at, Keyword.if)) return list.is(at, t.Colon) ? at : undefined;
  while (at < list.length && !list.is(at, t.Colon)) {
    if (list.beginsLine(at) || list.is(at, t.LeftBrace) || list.is(at, Keyword.then)) return undefined;
    at = (list.partner(at) ?? at) + 1;
  }
  return at < list.length && !list.beginsLine(at) ? at : undefined;
}
