import { type IToken, tokenMatcher, type TokenType } from 'chevrotain';
import { breaksLine } from '../line-break.ts';
import type { Source } from '../source.ts';
import type { Span } from '../span.ts';
import * as t from '../tokens.ts';

const closers = new Map<TokenType, TokenType>([
  [t.LeftParen, t.RightParen],
  [t.LeftBracket, t.RightBracket],
  [t.LeftBrace, t.RightBrace],
]);
const closing = new Set(closers.values());

const ends = new Set([
  ...[t.Word, t.Kind, t.NumberToken, t.PercentToken, t.SizeToken, t.StringToken],
  ...[t.Keyword.true, t.Keyword.false, t.Keyword.none],
  ...[t.LeftBrace, t.RightBrace, t.RightParen, t.RightBracket],
]);

/** Tokens by their number, with where lines begin and which brackets belong together. */
export class TokenList {
  readonly source: Source;
  readonly tokens: readonly IToken[];
  /** By token: the number of the closing bracket of an opening one, 0 for any other. */
  #partners: Int32Array | undefined;
  #isBalanced = false;
  /** By token, 1 where a line begins with it. */
  #lineBeginnings: Uint8Array | undefined;

  constructor(source: Source, tokens: readonly IToken[]) {
    this.source = source;
    this.tokens = tokens;
  }

  get length(): number {
    return this.tokens.length;
  }

  is(i: number, type: TokenType): boolean {
    const token = this.tokens[i];
    return token !== undefined && tokenMatcher(token, type);
  }

  image(i: number): string {
    return this.tokens[i]?.image ?? '';
  }

  start(i: number): number {
    return this.tokens[i]?.startOffset ?? this.source.text.length;
  }

  end(i: number): number {
    const token = this.tokens[i];
    if (token === undefined) return 0;
    return token.endOffset === undefined ? token.startOffset + token.image.length : token.endOffset + 1;
  }

  /** From the beginning of a token to the end of another. */
  span(from: number, to = from): Span {
    return { source: this.source, start: this.start(from), end: this.end(to) };
  }

  /** Whether a line break stands before a token. */
  beginsLine(i: number): boolean {
    this.#lineBeginnings ??= this.#findLineBeginnings();
    return this.#lineBeginnings[i] === 1;
  }

  /** Whether a statement may begin here: at a line, or at a brace. */
  beginsStatement(i: number): boolean {
    return this.beginsLine(i) || this.is(i - 1, t.LeftBrace) || this.is(i - 1, t.RightBrace);
  }

  /** Whether a statement may end with a token, or none stand before it. */
  endsStatement(i: number): boolean {
    return i < 0 || ends.has(this.typeOf(i));
  }

  column(i: number): number {
    return this.source.position(this.start(i)).character;
  }

  /** The last token of the line that a token is in; brackets keep it open. */
  lineEnd(i: number): number {
    let last = this.partner(i) ?? i;
    while (last + 1 < this.length && !this.beginsLine(last + 1) && !closing.has(this.typeOf(last + 1))) {
      last = this.partner(last + 1) ?? last + 1;
    }
    return last;
  }

  /** The last token of a line and of the lines below it that are indented deeper. */
  blockEnd(i: number): number {
    let last = this.lineEnd(i);
    while (last + 1 < this.length && this.column(last + 1) > this.column(i)) last = this.lineEnd(last + 1);
    return last;
  }

  /** The closing bracket of an opening one; undefined where it has none. */
  partner(i: number): number | undefined {
    this.#partners ??= this.#findPartners();
    const partner = this.#partners[i] ?? 0;
    return partner === 0 ? undefined : partner;
  }

  /** Whether every bracket has its partner. */
  get isBalanced(): boolean {
    this.#partners ??= this.#findPartners();
    return this.#isBalanced;
  }

  typeOf(i: number): TokenType {
    return this.tokens[i]?.tokenType ?? t.Mistake;
  }

  #findLineBeginnings(): Uint8Array {
    const { text } = this.source;
    const beginnings = new Uint8Array(this.length + 1);
    beginnings[0] = 1;
    for (let i = 1; i <= this.length; i++) {
      if (breaksLine(text, this.end(i - 1), this.start(i))) beginnings[i] = 1;
    }
    return beginnings;
  }

  #findPartners(): Int32Array {
    const partners = new Int32Array(this.length);
    const open: number[] = [];
    let left = 0;
    this.tokens.forEach(({ tokenType }, i) => {
      if (closers.has(tokenType)) open.push(i);
      else if (closing.has(tokenType)) {
        const opener = open.pop();
        if (opener !== undefined && closers.get(this.typeOf(opener)) === tokenType) partners[opener] = i;
        else left++;
      }
    });
    this.#isBalanced = left + open.length === 0;
    return partners;
  }
}

/** A token of another type and text in the place of one. */
export function tokenAs(token: IToken, tokenType: TokenType, image: string): IToken {
  const endOffset = token.endOffset ?? token.startOffset + token.image.length - 1;
  return { ...token, image, endOffset, tokenType, tokenTypeIdx: tokenType.tokenTypeIdx ?? 0 };
}

/** A token that is not in the text, at an offset. */
export const tokenAt = (offset: number, tokenType: TokenType, image: string): IToken => ({
  image,
  startOffset: offset,
  endOffset: offset - 1,
  tokenType,
  tokenTypeIdx: tokenType.tokenTypeIdx ?? 0,
});
