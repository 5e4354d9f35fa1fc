import type { IToken, TokenType } from 'chevrotain';
import { repairBraces } from './braces.ts';
import type { Diagnostic } from './diagnostic.ts';
import { diagnose } from './messages.ts';
import { depthLimit } from './parser/support.ts';
import type { Source } from './source.ts';
import * as t from './tokens.ts';

/** Tokens whose closing brackets all close something. */
export interface Balanced {
  readonly tokens: IToken[];
  /** `(` and `[` that nothing closes: the parser finds where they should have been closed. */
  readonly unclosed: ReadonlySet<IToken>;
  /** `}` whose `{` was left out: the parser finds where it should have been. */
  readonly unopened: ReadonlySet<IToken>;
  /** Nested too deep: told, and cut off at the limit. */
  readonly tooDeep: boolean;
  /** Whether braces pair up as they are written. */
  readonly isSound: boolean;
}

const closerOf = new Map<TokenType, TokenType>([
  [t.LeftParen, t.RightParen],
  [t.LeftBracket, t.RightBracket],
  [t.LeftBrace, t.RightBrace],
]);

/** Makes the brackets of a text pair up, in one pass where they do; tells of each that does not. */
export function balance(source: Source, tokens: IToken[], diagnostics: Diagnostic[]): Balanced {
  const { tokens: repaired, unopened } = repairBraces(source, tokens, diagnostics);
  const matcher = new Matcher(source, diagnostics, unopened);
  for (const token of repaired) matcher.read(token);
  const { unclosed, tooDeep } = matcher;
  for (const token of matcher.open) unclosed.add(token);
  const isSound = repaired === tokens;
  return { tokens: matcher.changed ? matcher.tokens : repaired, unclosed, unopened, tooDeep, isSound };
}

class Matcher {
  readonly tokens: IToken[] = [];
  readonly open: IToken[] = [];
  readonly unclosed = new Set<IToken>();
  changed = false;
  tooDeep = false;
  readonly #source: Source;
  readonly #diagnostics: Diagnostic[];
  readonly #unopened: ReadonlySet<IToken>;

  constructor(source: Source, diagnostics: Diagnostic[], unopened: ReadonlySet<IToken>) {
    this.#source = source;
    this.#diagnostics = diagnostics;
    this.#unopened = unopened;
  }

  read(token: IToken): void {
    const deep = this.open.length > depthLimit;
    const kept = this.#match(token);
    if (this.open.length > depthLimit) {
      if (!this.tooDeep) this.#diagnostics.push(diagnose('CNN023', this.#span(token), { limit: depthLimit }));
      this.tooDeep = true;
    }
    if (deep || this.open.length > depthLimit || kept === undefined) this.changed = true;
    else this.tokens.push(kept);
  }

  /** Takes an opening or closing token into account; gives what is to stand in its place. */
  #match(token: IToken): IToken | undefined {
    switch (token.tokenType) {
      case t.LeftBrace:
        this.#closeRound();
        this.open.push(token);
        return token;
      case t.LeftParen:
      case t.LeftBracket:
        this.open.push(token);
        return token;
      case t.RightBrace:
        this.#closeRound();
        if (!this.#unopened.has(token)) this.open.pop();
        return token;
      case t.RightParen:
      case t.RightBracket:
        return this.#closing(token);
      default:
        return token;
    }
  }

  /** A brace ends every `(` and `[` before it. */
  #closeRound(): void {
    for (
      let top = this.open.at(-1);
      top !== undefined && top.tokenType !== t.LeftBrace;
      top = this.open.at(-1)
    ) {
      this.unclosed.add(top);
      this.open.pop();
    }
  }

  #closing(token: IToken): IToken | undefined {
    const top = this.open.at(-1);
    const span = this.#span(token);
    const closer = t.closerText(token.tokenType);
    if (top === undefined || top.tokenType === t.LeftBrace) {
      this.#diagnostics.push(diagnose('CNN021', span, { closer }, { edits: [{ span, text: '' }] }));
      return undefined;
    }
    this.open.pop();
    const expected = closerOf.get(top.tokenType) ?? token.tokenType;
    if (expected === token.tokenType) return token;
    const below = this.open.at(-1);
    if (below !== undefined && closerOf.get(below.tokenType) === token.tokenType) {
      this.unclosed.add(top);
      this.open.pop();
      return token;
    }
    const instead = t.closerText(expected);
    const related = [{ span: this.#span(top), message: 'opened here' }];
    const details = { opener: top.image, closer, instead };
    this.#diagnostics.push(diagnose('CNN022', span, details, { related, edits: [{ span, text: instead }] }));
    this.changed = true;
    return { ...token, tokenType: expected, tokenTypeIdx: expected.tokenTypeIdx ?? 0 };
  }

  #span(token: IToken) {
    return { source: this.#source, start: token.startOffset, end: token.startOffset + token.image.length };
  }
}
