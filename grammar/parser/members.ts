import type { IToken, TokenType } from 'chevrotain';
import type { Entry, Expression } from '../ast.ts';
import * as t from '../tokens.ts';
import { ExpressionRules } from './expressions.ts';
import type { Rule } from './support.ts';

/** What stands between a pair of braces, and so where the text can be taken up after a mistake. */
export type Enclosure = 'body' | 'entries' | 'steps' | 'module';

const anywhere = new Set([
  ...[t.Keyword.input, t.Keyword.output, t.Keyword.layer, t.Keyword.let, t.Keyword.repeat],
  ...[t.Keyword.residual, t.Keyword.parallel, t.Keyword.require, t.Keyword.reuse],
]);
const atLineStart = new Set([
  ...[t.Keyword.for, t.Keyword.if, t.Keyword.from, t.Keyword.weights, t.Keyword.path, t.Kind],
]);
const sectionWords = new Set([
  ...[t.Keyword.field, t.Keyword.split, t.Keyword.prepare, t.Keyword.augment, t.Keyword.objective],
  ...[t.Keyword.phase, t.Keyword.freeze],
]);
const itemWords = new Set([
  ...[t.Keyword.import, t.Keyword.layer, t.Keyword.let, t.Keyword.block, t.Keyword.model, t.Keyword.data],
  t.Keyword.train,
]);

/** What others write between layers. */
const arrows = new Set<TokenType>([t.Minus, t.Less, t.Greater, t.GreaterEqual, t.Remainder, t.Pipe]);

/** Members between braces, entries among them. */
export abstract class MemberRules extends ExpressionRules {
  /** `'{' member* '}'`, with what stands between after a mistake passed over. */
  protected braced<T>(place: Enclosure, member: () => T | undefined, other?: () => T | undefined): T[] {
    return this.bracedWithGaps(place, member, other).members;
  }

  /** The same, with the offsets of what could not be read. */
  protected bracedWithGaps<T>(
    place: Enclosure,
    member: () => T | undefined,
    other?: () => T | undefined,
  ): { readonly members: T[]; readonly gaps: readonly number[] } {
    const members: T[] = [];
    const gaps: number[] = [];
    if (this.RECORDING_PHASE || this.is(t.LeftBrace)) this.consume(0, t.LeftBrace);
    else if (this.is(t.Colon)) this.#colonForBrace();
    else this.#missingBrace();
    const add = (read: () => T | undefined) => {
      const before = this.LA(1);
      const start = this.here;
      this.freshStart();
      const found = this.guard(read, () => {
        this.resync(place, before);
      });
      if (found !== undefined) members.push(found);
      else gaps.push(start);
    };
    do {
      this.many(9, () => {
        add(member);
      });
    } while (!this.RECORDING_PHASE && this.#more(place, add, other ?? (() => this.misplaced(place))));
    if (this.RECORDING_PHASE || this.is(t.RightBrace)) this.consume(1, t.RightBrace);
    return { members, gaps };
  }

  /** `:` before an indented body, as in Python, is told; what follows is read as what stands around it. */
  #colonForBrace(): never {
    this.tell('CNN058', this.spanOf(this.LA(1)), {});
    this.advance();
    this.giveUp();
  }

  /** `{` left out: goes on as if it were there, where its `}` is. */
  #missingBrace(): void {
    if (this.task.unopened.size === 0 || this.atEnd) this.fail('`{`');
    this.tell(
      'CNN033',
      this.gap(),
      { mark: '{', after: `\`${this.LA(0).image}\`` },
      { edits: [{ span: this.gap(), text: ' {' }] },
    );
  }

  #more<T>(place: Enclosure, add: (read: () => T | undefined) => void, other: () => T | undefined): boolean {
    if (this.is(t.RightBrace) || this.atEnd) return false;
    if (this.is(t.Comma) && this.#separates(place)) this.#comma();
    else if (arrows.has(this.LA(1).tokenType)) this.#arrow();
    else add(other);
    return true;
  }

  /** `->`, `>>`, `%>%` and a dash before a layer are told and passed over. */
  #arrow(): void {
    const start = this.here;
    const token = this.LA(1);
    if (this.#isDashed()) return this.passComment('--');
    do this.advance();
    while (arrows.has(this.LA(1).tokenType) && this.lastEnd === this.here);
    const span = this.since(start);
    const written = this.task.source.text.slice(start, span.end);
    this.tellAt(token, 'CNN001', span, { written }, { edits: [{ span, text: '' }] });
  }

  /** Whether `--` and a blank begin a comment: at the beginning of a line, or where no layer follows. */
  #isDashed(): boolean {
    if (!this.is(t.Minus) || !this.is(t.Minus, 2) || this.endOf(this.LA(1)) !== this.startOf(this.LA(2)))
      return false;
    if (this.is(t.Greater, 3)) return false;
    return this.startsLine() || !this.is(t.Kind, 3) || this.startsLine(3);
  }

  /** A comment of another language is told, and passed over with its line. */
  protected passComment(mark: string): void {
    const span = this.span(this.here, this.here + mark.length);
    this.tell('CNN007', span, { written: mark }, { edits: [{ span, text: '#' }] });
    do this.advance();
    while (!this.atEnd && !this.startsLine());
  }

  /** Whether a comma stands where a member ends, or within a number; else something else is wrong before it. */
  #separates(place: Enclosure): boolean {
    if (this.startsLine(2) || this.is(t.RightBrace, 2) || this.is(t.Kind, 2)) return true;
    const isKey = this.is(t.AnyKey, 2) && this.is(place === 'entries' ? t.Equal : t.Colon, 3);
    return (
      isKey || (this.LA(0).tokenType === t.NumberToken && this.lastEnd === this.here && place === 'entries')
    );
  }

  /** A comma between members is told and passed over; one within a number as what it was meant to be. */
  #comma(): void {
    const comma = this.spanOf(this.LA(1));
    const [before, after] = [this.LA(0), this.LA(2)];
    const close = this.endOf(before) === comma.start && comma.end === this.startOf(after);
    const isNumber = (type: unknown): boolean => type === t.NumberToken || type === t.PercentToken;
    if (!close || before.tokenType !== t.NumberToken || !isNumber(after.tokenType)) {
      this.tell('CNN054', comma, {}, { edits: [{ span: comma, text: '' }] });
      this.advance();
      return;
    }
    const instead = `${before.image}.${after.image}`;
    const span = this.span(this.startOf(before), this.endOf(after));
    this.tell('CNN057', span, { instead }, { edits: [{ span: comma, text: '.' }] });
    this.advance();
    this.advance();
  }

  /** Tells that the next token cannot begin a member. */
  protected misplaced(place: Enclosure): never {
    const expected = {
      body: 'a layer or a statement',
      entries: 'an entry (`key = value`)',
      steps: 'a layer kind',
      module: 'a `model`, `block`, `data`, `train`, `layer`, `let` or `import`',
    } as const;
    if (this.is(t.FloorDivide)) this.lineComment();
    return this.fail(expected[place]);
  }

  /** `// …` where a member begins is no division. */
  protected lineComment(): never {
    this.passComment('//');
    this.giveUp();
  }

  /** Passes over what cannot be read, up to where a member begins or the braces end. */
  protected resync(place: Enclosure, start: IToken): void {
    let moved = this.LA(1) !== start;
    while (!this.atEnd && (place === 'module' || !this.is(t.RightBrace))) {
      if (moved && this.#begins(place)) return;
      moved = true;
      if (this.is(t.LeftBrace)) this.recoverBraces(place);
      else if (this.is(t.LeftParen) || this.is(t.LeftBracket)) this.skipBrackets();
      else this.advance();
    }
  }

  /** What to do about `{` met while passing over a broken member. */
  protected abstract recoverBraces(place: Enclosure): void;

  #begins(place: Enclosure): boolean {
    const { tokenType } = this.LA(1);
    switch (place) {
      case 'body':
        if (this.is(t.Equal, 2)) return this.is(t.Word) && this.startsLine();
        if (anywhere.has(tokenType)) return true;
        if (atLineStart.has(tokenType)) return this.startsLine();
        return (this.is(t.Word) || this.is(t.StringToken)) && this.is(t.Colon, 2);
      case 'entries':
        return (
          sectionWords.has(tokenType) || (this.is(t.AnyKey) && (this.is(t.Equal, 2) || this.is(t.Colon, 2)))
        );
      case 'steps':
        return tokenType === t.Kind && this.startsLine();
      case 'module':
        return itemWords.has(tokenType) && this.startsLine() && !this.is(t.Equal, 2);
    }
  }

  /** `entry: key '=' expression`; the key is read by the caller's rule. */
  protected entryAfter(key: IToken, start: number, value: () => Expression): Entry {
    const name = this.nameOf(key);
    this.needEqual(0, `the key \`${key.image}\``);
    this.needValueAfter(`\`${key.image} =\``);
    const expression = value();
    return { type: 'entry', span: this.since(start), key: name, value: expression };
  }

  /** Tells of a value left out before the next `key =`. */
  protected needValueAfter(after: string, sameLine = true): void {
    if (this.RECORDING_PHASE) return;
    const next =
      this.is(t.AnyKey) &&
      (sameLine || this.startsLine()) &&
      (this.is(t.Equal, 2) || (this.is(t.Colon, 2) && this.startsLine()));
    if (!next && !this.is(t.RightBrace) && !this.atEnd) return;
    this.tell('CNN035', this.gap(), { what: 'a value', after });
    this.giveUp();
  }

  /** `entry: key '=' expression`, where every keyword may be a key. */
  readonly entry: Rule<Entry> = this.rule('entry', () => {
    const start = this.here;
    const key = this.CONSUME(t.EntryKey);
    return this.entryAfter(key, start, () => this.SUBRULE(this.expression));
  });

  /** `entries: '{' entry* '}'` */
  readonly entries: Rule<Entry[]> = this.rule('entries', () =>
    this.braced('entries', () => this.SUBRULE(this.entry)),
  );
}
