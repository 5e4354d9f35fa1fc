import {
  createTokenInstance,
  EmbeddedActionsParser,
  EOF,
  isRecognitionException,
  tokenMatcher,
} from 'chevrotain';
import type { IOrAlt, IToken, ParserMethod, TokenType } from 'chevrotain';
import type { Comment, Expression, Name, StringLiteral } from '../ast.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { Source } from '../source.ts';
import type { Span } from '../span.ts';
import type { StringScan } from '../literals.ts';
import { kindLike, wordLike } from '../kind-like.ts';
import { breaksLine } from '../line-break.ts';
import { diagnose, type Code, type Details, type Extras } from '../messages.ts';
import * as t from '../tokens.ts';

/** A grammar rule that gives a part of the tree. */
export type Rule<T> = ParserMethod<[], T>;

/** How deep brackets, conditionals and operators may nest. */
export const depthLimit = 100;
/** How high the tree of one expression may grow. */
export const heightLimit = 200;
/** How many mistakes of one text are told. */
export const mistakeLimit = 200;

/** Thrown when a rule cannot go on; caught where the text can be picked up again. */
class Stop extends Error {}
const stop = new Stop('syntax error');

const endOfText = createTokenInstance(EOF, '', NaN, NaN, NaN, NaN, NaN, NaN);

/** A string whose parts are still to be made. */
export interface PendingString {
  readonly node: StringLiteral;
  /** The node's own parts, to be filled. */
  readonly parts: (string | Expression)[];
  readonly scan: StringScan;
}

/** Keywords that can only be where they belong, so that a name is missing before them. */
const connectives = new Set([
  t.Keyword.in,
  t.Keyword.on,
  t.Keyword.as,
  t.Keyword.then,
  t.Keyword.else,
  t.Keyword.when,
]);

/** What a parse works on. */
export interface ParseTask {
  readonly source: Source;
  readonly tokens: IToken[];
  readonly comments: readonly Comment[];
  /** Where the tokens' text begins in the source: 0 but for an expression inside a string. */
  readonly base: number;
  /** Opening brackets with no closing one. */
  readonly unclosed: ReadonlySet<IToken>;
  /** Closing braces whose opening one was left out. */
  readonly unopened: ReadonlySet<IToken>;
  readonly diagnostics: Diagnostic[];
  /** No message: something already told makes whatever follows doubtful. */
  readonly muted: boolean;
}

const emptyTask: ParseTask = {
  source: new Source('', ''),
  tokens: [],
  comments: [],
  base: 0,
  unclosed: new Set(),
  unopened: new Set(),
  diagnostics: [],
  muted: true,
};

/** Places, messages and recovery, which the grammar's rules share. */
export class Support extends EmbeddedActionsParser {
  protected task: ParseTask = emptyTask;
  protected depth = 0;
  /** Strings met, whose `{expressions}` are parsed when this parse is done. */
  readonly strings: PendingString[] = [];
  #lastMistake: IToken | undefined;
  #comment = 0;
  /** Mistakes told so far: after too many, the rest of the text is not read. */
  #told = 0;

  constructor(skipValidations: boolean) {
    super(t.tokenTypes, { maxLookahead: 1, skipValidations, recoveryEnabled: false });
  }

  /** A rule of the grammar. */
  protected rule<T>(name: string, implementation: () => T): Rule<T> {
    return this.RULE(name, implementation);
  }

  /** Alternatives that stand apart from the rule which has them, so that they are made once and not whenever it is tried. */
  protected alternatives<T>(...alternatives: readonly (() => T)[]): IOrAlt<T>[] {
    return alternatives.map((ALT) => ({ ALT }));
  }

  /** Makes ready to parse. */
  begin(task: ParseTask): void {
    this.task = task;
    this.input = task.tokens;
    this.depth = 0;
    this.strings.length = 0;
    this.#lastMistake = undefined;
    this.#comment = 0;
    this.#told = 0;
  }

  // --- places ---------------------------------------------------------------------------------------

  protected startOf(token: IToken): number {
    if (Number.isNaN(token.startOffset))
      return this.task.base === 0 ? this.task.source.text.length : this.lastEnd;
    return this.task.base + token.startOffset;
  }

  protected endOf(token: IToken): number {
    const end = token.endOffset === undefined ? token.startOffset + token.image.length : token.endOffset + 1;
    return Number.isNaN(end) ? this.task.base : this.task.base + end;
  }

  /** Where the next token begins. */
  protected get here(): number {
    return this.startOf(this.LA(1));
  }

  /** Where the token just read ends. */
  protected get lastEnd(): number {
    return this.endOf(this.LA(0));
  }

  protected span(start: number, end: number): Span {
    return { source: this.task.source, start, end };
  }

  /** From an offset to the end of the token just read. */
  protected since(start: number): Span {
    return this.span(start, Math.max(start, this.lastEnd));
  }

  protected spanOf(token: IToken): Span {
    if (Number.isNaN(token.startOffset)) return this.gap();
    return this.span(this.startOf(token), this.endOf(token));
  }

  /** The empty place at the end of the token just read, where something is missing. */
  protected gap(): Span {
    return this.span(this.lastEnd, this.lastEnd);
  }

  protected is(type: TokenType, ahead = 1): boolean {
    return tokenMatcher(this.LA(ahead), type);
  }

  protected get atEnd(): boolean {
    return Number.isNaN(this.LA(1).startOffset);
  }

  /** Whether a line break stands before the token `ahead`. */
  protected startsLine(ahead = 1): boolean {
    if (Number.isNaN(this.LA(ahead - 1).startOffset)) return true;
    return breaksLine(this.task.source.text, this.endOf(this.LA(ahead - 1)), this.startOf(this.LA(ahead)));
  }

  /** Reads the next token, whatever it is. */
  protected advance(): IToken {
    return this.consume(0, this.LA(1).tokenType);
  }

  /** Makes another token of the next one, which has been told of. */
  protected readAs(type: TokenType, image: string): void {
    const token = this.LA(1);
    if (Number.isNaN(token.startOffset)) return;
    const endOffset = token.endOffset ?? token.startOffset + token.image.length - 1;
    Object.assign(token, { tokenType: type, tokenTypeIdx: type.tokenTypeIdx, image, endOffset });
  }

  // --- messages -------------------------------------------------------------------------------------

  /** Tells of a mistake, unless one was told at the same token: one mistake, one message. */
  protected tell<C extends Code>(code: C, span: Span, details: Details<C>, extras?: Extras): void {
    this.tellAt(this.LA(1), code, span, details, extras);
  }

  /** The same of a token that has been passed over. */
  protected tellAt<C extends Code>(
    token: IToken,
    code: C,
    span: Span,
    details: Details<C>,
    extras?: Extras,
  ): void {
    if (this.RECORDING_PHASE || this.task.muted || this.#told > mistakeLimit || token === this.#lastMistake)
      return;
    this.#lastMistake = token;
    this.task.diagnostics.push(diagnose(code, span, details, extras));
    if (++this.#told > mistakeLimit) this.#endHere();
  }

  /** Whether the rest of the text was not read, for its many mistakes. */
  get hasGivenUp(): boolean {
    return this.#told > mistakeLimit;
  }

  /** Makes the text end before the next token. */
  #endHere(): void {
    const { input } = this;
    const next = input.indexOf(this.LA(1));
    if (next >= 0) input.fill(endOfText, next);
  }

  /** At the beginning of a member: a closer missing before it is no mistake of its own. */
  protected freshStart(): void {
    if (this.task.diagnostics.at(-1)?.code === 'CNN020') this.#lastMistake = undefined;
  }

  /** Says what was expected instead of the next token, and gives up the rule. */
  protected fail(expected: string): never {
    this.tell('CNN030', this.spanOf(this.LA(1)), { expected, found: describe(this.LA(1)) });
    throw stop;
  }

  protected giveUp(): never {
    throw stop;
  }

  /** Does something that may fail; then takes up the text where `resume` leaves it. */
  protected guard<T>(action: () => T, resume: () => void): T | undefined {
    if (this.RECORDING_PHASE) return action();
    const { depth } = this;
    try {
      return action();
    } catch (error) {
      if (error instanceof Error && isRecognitionException(error)) {
        this.tell('CNN030', this.spanOf(this.LA(1)), {
          expected: 'something else',
          found: describe(this.LA(1)),
        });
      } else if (error !== stop) throw error;
      this.depth = depth;
      resume();
      return undefined;
    }
  }

  /** One level deeper; too deep is told once, and gives up. */
  protected deeper<T>(action: () => T): T {
    if (this.RECORDING_PHASE) return action();
    if (this.depth >= depthLimit) {
      this.tell('CNN023', this.spanOf(this.LA(1)), { limit: depthLimit });
      throw stop;
    }
    this.depth++;
    const result = action();
    this.depth--;
    return result;
  }

  // --- tokens the grammar asks for ------------------------------------------------------------------

  /** A token that must stand here. */
  protected need(index: number, type: TokenType, expected: string): IToken {
    if (this.RECORDING_PHASE || this.is(type)) return this.consume(index, type);
    return this.fail(expected);
  }

  /** `:`; an `=` or nothing in its place is told and passed over. */
  protected needColon(index: number, after: string): void {
    if (this.RECORDING_PHASE || this.is(t.Colon)) this.consume(index, t.Colon);
    else this.#otherMark(t.Equal, 'CNN031', ':', after);
  }

  /** `=`; a `:` or nothing in its place is told and passed over. */
  protected needEqual(index: number, after: string): void {
    if (this.RECORDING_PHASE || this.is(t.Equal)) this.consume(index, t.Equal);
    else this.#otherMark(t.Colon, 'CNN032', '=', after);
  }

  #otherMark(wrong: TokenType, code: 'CNN031' | 'CNN032', mark: string, after: string): void {
    if (this.is(wrong)) {
      const span = this.spanOf(this.LA(1));
      this.tell(code, span, { after }, { edits: [{ span, text: mark }] });
      this.advance();
      return;
    }
    const text = mark === '=' ? ' =' : mark;
    const alone = this.startsLine() || this.is(t.RightBrace);
    const edits = alone ? {} : { edits: [{ span: this.gap(), text }] };
    this.tell('CNN033', this.gap(), { mark, after, alone }, edits);
    if (this.atEnd || this.is(t.RightBrace)) throw stop;
  }

  /** A name that begins with a small letter. */
  protected lowerName(index: number, what: string): Name {
    if (this.RECORDING_PHASE || this.is(t.Word)) return this.nameOf(this.consume(index, t.Word));
    if (this.is(t.Kind)) return this.#wrongCase(what, 'a small letter');
    return this.#otherName(what);
  }

  /** A name that begins with a capital. */
  protected capitalName(index: number, what: string): Name {
    if (this.RECORDING_PHASE || this.is(t.Kind)) return this.nameOf(this.consume(index, t.Kind));
    if (this.is(t.Word)) return this.#wrongCase(what, 'a capital');
    return this.#otherName(what);
  }

  /** A name of either kind. */
  protected anyName(index: number, what: string): Name {
    if (this.RECORDING_PHASE || this.is(t.AnyName)) return this.nameOf(this.consume(index, t.AnyName));
    return this.#otherName(what);
  }

  protected nameOf(token: IToken): Name {
    return { type: 'name', span: this.spanOf(token), text: token.image };
  }

  #wrongCase(what: string, letter: string): Name {
    const token = this.LA(1);
    const span = this.spanOf(token);
    const instead = letter === 'a capital' ? kindLike(token.image) : wordLike(token.image);
    this.tell('CNN040', span, { what, letter, instead }, { edits: [{ span, text: instead }] });
    return this.nameOf(this.advance());
  }

  /** A keyword where a name belongs is told and taken for the name. */
  #otherName(what: string): Name {
    if (!this.is(t.AnyKey) || this.startsLine() || connectives.has(this.LA(1).tokenType))
      return this.fail(what);
    return this.keywordAsName();
  }

  protected keywordAsName(): Name {
    const token = this.LA(1);
    const span = this.spanOf(token);
    this.tell('CNN036', span, { written: token.image }, { edits: [{ span, text: `${token.image}_` }] });
    return this.nameOf(this.advance());
  }

  // --- documentation --------------------------------------------------------------------------------

  /** The `##` lines directly above the next token. */
  protected doc(): { readonly doc?: string } {
    const { comments } = this.task;
    if (this.RECORDING_PHASE || comments.length === 0) return {};
    const start = this.here;
    while ((comments[this.#comment]?.span.start ?? Infinity) < start) this.#comment++;
    const lines: string[] = [];
    let below = start;
    for (let i = this.#comment - 1; i >= 0; i--) {
      const comment = comments[i];
      if (comment?.doc !== true || !this.#alone(comment, below)) break;
      lines.unshift(comment.text);
      below = comment.span.start;
    }
    return lines.length === 0 ? {} : { doc: lines.join('\n') };
  }

  /** Whether a comment has its line to itself, the one above what begins at `below`. */
  #alone(comment: Comment, below: number): boolean {
    const { text } = this.task.source;
    if (!/^[ \t]*(?:\r\n|\n|\r)[ \t]*$/.test(text.slice(comment.span.end, below))) return false;
    let before = comment.span.start - 1;
    while (before >= 0 && (text[before] === ' ' || text[before] === '\t')) before--;
    return before < 0 || text[before] === '\n' || text[before] === '\r';
  }
}

/** A token in words. */
export function describe(token: IToken): string {
  if (Number.isNaN(token.startOffset)) return 'the end of the text';
  if (token.tokenType === t.StringToken) return 'a string';
  if (token.image === '') return 'the end of the block';
  const shown = token.image.length > 40 ? `${token.image.slice(0, 37)}…` : token.image;
  return tokenMatcher(token, t.AnyKey) && token.tokenType !== t.Word
    ? `the keyword \`${shown}\``
    : `\`${shown}\``;
}
