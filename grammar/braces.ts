import type { IToken } from 'chevrotain';
import type { Diagnostic } from './diagnostic.ts';
import { breaksLine } from './line-break.ts';
import { diagnose } from './messages.ts';
import type { Source } from './source.ts';
import type { Span } from './span.ts';
import * as t from './tokens.ts';

interface Repaired {
  readonly tokens: IToken[];
  readonly unopened: ReadonlySet<IToken>;
}

/** Items that cannot stand in a body, so that one on a line of its own shows that a `}` is missing before it. */
const itemWords = new Set([
  ...[t.Keyword.model, t.Keyword.block, t.Keyword.data, t.Keyword.train, t.Keyword.import],
]);
const headerWords = new Set([
  ...[...itemWords, t.Keyword.repeat, t.Keyword.for, t.Keyword.residual, t.Keyword.skip, t.Keyword.parallel],
  ...[t.Keyword.path, t.Keyword.split, t.Keyword.prepare, t.Keyword.augment, t.Keyword.objective],
  ...[t.Keyword.phase, t.Keyword.if, t.Keyword.else],
]);

/** Puts in `}` that are missing and takes out those too many, judging by indentation; leaves a sound text alone. */
export function repairBraces(source: Source, tokens: IToken[], diagnostics: Diagnostic[]): Repaired {
  if (isSound(source, tokens)) return { tokens, unopened: new Set() };
  const repair = new Repair(source, tokens, diagnostics);
  return repair.run();
}

function isSound(source: Source, tokens: readonly IToken[]): boolean {
  let depth = 0;
  for (const [i, token] of tokens.entries()) {
    if (token.tokenType === t.LeftBrace) depth++;
    else if (token.tokenType === t.RightBrace && --depth < 0) return false;
    else if (depth > 0 && startsItem(source, tokens, i)) return false;
  }
  return depth === 0;
}

function startsItem(source: Source, tokens: readonly IToken[], i: number): boolean {
  const [before, token, after] = [tokens[i - 1], tokens[i], tokens[i + 1]];
  if (token === undefined || before === undefined || !itemWords.has(token.tokenType)) return false;
  if (after?.tokenType !== t.Kind && after?.tokenType !== t.Word && after?.tokenType !== t.LeftBrace)
    return false;
  return breaksLine(source.text, endOf(before), token.startOffset);
}

interface Open {
  readonly token: IToken;
  readonly line: number;
  /** The column at which the line of `{` begins. */
  readonly indent: number;
  /** Whether what stands inside tells anything by its indentation. */
  telling: boolean | undefined;
  /** Whether it holds the names of an `import`. */
  readonly names: boolean;
}

class Repair {
  readonly #source: Source;
  readonly #tokens: readonly IToken[];
  readonly #diagnostics: Diagnostic[];
  readonly #result: IToken[] = [];
  readonly #unopened = new Set<IToken>();
  readonly #open: Open[] = [];
  readonly #lines: number[] = [];
  /** At each depth, how many statements that need a `{` began, and found none yet. */
  readonly #headers: number[] = [0];
  #headerLine = -1;
  #indent = 0;

  constructor(source: Source, tokens: readonly IToken[], diagnostics: Diagnostic[]) {
    this.#source = source;
    this.#tokens = tokens;
    this.#diagnostics = diagnostics;
    let line = 0;
    for (const { startOffset } of tokens) {
      while ((source.lineStarts[line + 1] ?? Infinity) <= startOffset) line++;
      this.#lines.push(line);
    }
  }

  run(): Repaired {
    for (const [i, token] of this.#tokens.entries()) {
      if (this.#first(i)) this.#indent = this.#column(i);
      this.#observe(i);
      this.#closeByIndentation(i);
      this.#noteHeader(i);
      if (token.tokenType === t.LeftBrace) {
        this.#takeHeader(i);
        this.#open.push({
          token,
          line: this.#line(i),
          indent: this.#indent,
          telling: undefined,
          names: this.#tokens[i - 1]?.tokenType === t.Keyword.import,
        });
        this.#headers[this.#open.length] = 0;
      }
      if (token.tokenType !== t.RightBrace || this.#close(i)) this.#result.push(token);
    }
    this.#insert(this.#open.length);
    return { tokens: this.#result, unopened: this.#unopened };
  }

  #line(i: number): number {
    return this.#lines[i] ?? -1;
  }

  #first(i: number): boolean {
    return i === 0 || this.#line(i) > this.#line(i - 1);
  }

  #column(i: number): number {
    return (this.#tokens[i]?.startOffset ?? 0) - (this.#source.lineStarts[this.#line(i)] ?? 0);
  }

  /** Learns from the first token inside a brace whether indentation tells. */
  #observe(i: number): void {
    const top = this.#open.at(-1);
    if (top?.telling !== undefined || top === undefined) return;
    top.telling = !this.#first(i) || this.#column(i) > top.indent;
  }

  /** A line that begins no deeper than an open brace's line shows that its `}` is missing. */
  #closeByIndentation(i: number): void {
    if (this.#tokens[i]?.tokenType === t.Keyword.from && this.#open.at(-1)?.names === true) this.#insert(1);
    if (this.#continues(i)) this.#insert(1);
    if (!this.#first(i)) return;
    const token = this.#tokens[i];
    if (startsItem(this.#source, this.#tokens, i)) {
      this.#insert(this.#open.length);
      return;
    }
    const column = this.#column(i);
    const isBrace = token?.tokenType === t.RightBrace;
    if (isBrace && !this.#open.some(({ indent }) => indent === column)) return;
    let count = 0;
    for (let top = this.#open.at(-1); top !== undefined; top = this.#open.at(-1 - count)) {
      const ended = isBrace ? top.indent > column : top.indent >= column;
      if (!ended || top.telling !== true || top.line === this.#line(i)) break;
      count++;
    }
    if (token?.tokenType !== t.RightParen && token?.tokenType !== t.RightBracket) this.#insert(count);
  }

  /** Whether `skip {` or `else {` follows something else than the `}` before it. */
  #continues(i: number): boolean {
    const { tokenType } = this.#tokens[i] ?? {};
    const [before, after] = [this.#tokens[i - 1]?.tokenType, this.#tokens[i + 1]?.tokenType];
    const top = this.#open.at(-1);
    if (before === t.RightBrace || top === undefined) return false;
    if (this.#first(i) ? this.#column(i) <= top.indent : top.line !== this.#line(i)) return false;
    if (tokenType === t.Keyword.skip) return after === t.LeftBrace || after === t.Keyword.when;
    return tokenType === t.Keyword.else && after === t.LeftBrace;
  }

  #noteHeader(i: number): void {
    const [before, token, after] = [this.#tokens[i - 1], this.#tokens[i], this.#tokens[i + 1]];
    if (token === undefined || !headerWords.has(token.tokenType)) return;
    if (after?.tokenType === t.Equal || after?.tokenType === t.Colon) return;
    const { tokenType } = token;
    if (tokenType === t.Keyword.if && !this.#first(i) && before?.tokenType !== t.LeftBrace) return;
    if (tokenType === t.Keyword.else && before?.tokenType !== t.RightBrace) return;
    if (tokenType === t.Keyword.else && after?.tokenType === t.Keyword.if) return;
    this.#headerLine = this.#line(i);
    this.#count(1);
  }

  /** Whether a `}` ends what began on its own line without a `{`. */
  #serves(i: number, top: Open): boolean {
    const missing = (this.#headers[this.#open.length] ?? 0) > 0;
    if (!missing || top.line === this.#line(i)) return false;
    return this.#headerLine === this.#line(i) || (this.#first(i) && this.#column(i) > top.indent);
  }

  #count(by: number): number {
    const depth = this.#open.length;
    const count = (this.#headers[depth] ?? 0) + by;
    this.#headers[depth] = Math.max(0, count);
    return count;
  }

  /** A `{` serves the statement that needs it; that of a group or of `weights` serves none. */
  #takeHeader(i: number): void {
    const before = this.#tokens[i - 1]?.tokenType;
    if (before !== t.Colon && before !== t.StringToken) this.#count(-1);
  }

  /** Takes a `}` into account; false where it is one too many. */
  #close(i: number): boolean {
    const top = this.#open.at(-1);
    if (top !== undefined && !this.#serves(i, top) && !this.#tooMany(i, top)) {
      this.#open.pop();
      return true;
    }
    const token = this.#tokens[i];
    if (token === undefined) return false;
    if (this.#count(-1) >= 0) {
      this.#unopened.add(token);
      return true;
    }
    const span = this.#span(token.startOffset, endOf(token));
    this.#diagnostics.push(diagnose('CNN021', span, { closer: '}' }, { edits: [{ span, text: '' }] }));
    return false;
  }

  /** Whether the next line goes on inside the brace that a `}` would close. */
  #tooMany(i: number, top: Open): boolean {
    const next = this.#tokens[i + 1];
    if (next === undefined || !this.#first(i + 1) || top.line === this.#line(i) || top.telling !== true)
      return false;
    if (this.#first(i) && this.#column(i) === top.indent) return false;
    const column = this.#column(i + 1);
    if (next.tokenType !== t.RightBrace) return column > top.indent;
    const taken = this.#open.slice(0, -1).some(({ indent }) => indent === column);
    return this.#first(i) && column === top.indent && !taken;
  }

  /** Closes that many of the innermost braces at the end of the token before. */
  #insert(count: number): void {
    if (count === 0) return;
    const closed = this.#open.splice(this.#open.length - count).reverse();
    const before = this.#result.at(-1);
    const at = before === undefined ? 0 : endOf(before);
    for (let n = 0; n < count; n++) this.#result.push(virtualBrace(at));
    if (before?.payload === 'open') return;
    const related = closed.slice(0, mostShown).map(({ token }) => ({
      span: this.#span(token.startOffset, endOf(token)),
      message: 'opened here',
    }));
    const text = closed.map(({ indent }) => `\n${' '.repeat(indent)}}`).join('');
    const span = this.#span(at, at);
    const details = { closer: several('}', count), opener: several('{', count) };
    this.#diagnostics.push(diagnose('CNN020', span, details, { related, edits: [{ span, text }] }));
  }

  #span(start: number, end: number): Span {
    return { source: this.#source, start, end };
  }
}

/** Braces of one mistake that are shown. */
const mostShown = 8;

const several = (brace: string, count: number): string =>
  count > mostShown ? `${brace.repeat(mostShown)}…` : brace.repeat(count);

function endOf(token: IToken): number {
  return token.endOffset === undefined ? token.startOffset + token.image.length : token.endOffset + 1;
}

function virtualBrace(at: number): IToken {
  const tokenTypeIdx = t.RightBrace.tokenTypeIdx ?? 0;
  return { image: '', startOffset: at, endOffset: at - 1, tokenType: t.RightBrace, tokenTypeIdx };
}
