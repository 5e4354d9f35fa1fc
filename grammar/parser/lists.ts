import type { IToken, TokenType } from 'chevrotain';
import { describe, Support } from './support.ts';
import * as t from '../tokens.ts';

/** Lists between brackets and members between braces, with what it takes to go on after a mistake in them. */
export class ListRules extends Support {
  /** The list in which something that does not belong was told of last. */
  #junk: IToken | undefined;

  /**
   * `(item (',' item?)*)? closer`: what follows an opening bracket. `item` is given a subrule index of its
   * own for each of its two places.
   */
  protected commaList<T>(opener: IToken, closer: TokenType, item: (index: number) => T): T[] {
    const items: T[] = [];
    const add = (index: number) => {
      const value = this.guard(
        () => item(index),
        () => {
          this.#skipItem();
        },
      );
      if (value !== undefined) items.push(value);
    };
    let last: IToken | undefined;
    const stuck = () => last === (last = this.LA(1));
    do {
      this.option(8, () => {
        add(8);
        this.many(8, () => {
          this.consume(8, t.Comma);
          if (!this.RECORDING_PHASE && this.is(t.Comma)) this.#doubleComma();
          this.option(9, () => {
            add(9);
          });
        });
      });
      if (!this.RECORDING_PHASE && this.#expectsItem(opener)) add(8);
    } while (!this.RECORDING_PHASE && this.#goesOn(opener, closer, stuck()));
    if (this.RECORDING_PHASE || this.is(closer)) this.consume(9, closer);
    return items;
  }

  /** Whether a name or keyword of the wrong kind stands where an item must. */
  #expectsItem(opener: IToken): boolean {
    if (this.task.unclosed.has(opener)) return false;
    const before = this.LA(0);
    return (before === opener || before.tokenType === t.Comma) && (this.is(t.AnyKey) || this.is(t.Kind));
  }

  /** Tells what keeps a list from ending here; says whether to go on reading items. */
  #goesOn(opener: IToken, closer: TokenType, stuck: boolean): boolean {
    if (this.is(closer)) return false;
    if (this.#closes() || this.task.unclosed.has(opener)) {
      this.#missingCloser(opener, closer);
      return false;
    }
    if (this.is(t.Comma)) {
      if (this.LA(0) === opener || this.LA(0).tokenType === t.Comma) this.#doubleComma();
      this.advance();
      return true;
    }
    if (startsValue(this.LA(1)) && !stuck) {
      this.tell('CNN034', this.gap(), {}, { edits: [{ span: this.gap(), text: ',' }] });
      return true;
    }
    if (this.#junk !== opener) {
      const expected = `\`,\` or \`${t.closerText(closer)}\``;
      this.tell('CNN030', this.spanOf(this.LA(1)), { expected, found: describe(this.LA(1)) });
    }
    this.#junk = opener;
    this.#skipItem();
    return true;
  }

  #doubleComma(): void {
    const span = this.spanOf(this.LA(1));
    this.tell('CNN048', span, {}, { edits: [{ span, text: '' }] });
  }

  #missingCloser(opener: IToken, closer: TokenType): void {
    const text = t.closerText(closer);
    const related = [{ span: this.spanOf(opener), message: 'opened here' }];
    const edits = [{ span: this.gap(), text }];
    if (this.LA(0).tokenType === t.StringToken && this.LA(0).payload === 'open') return;
    this.tell('CNN020', this.gap(), { closer: text, opener: opener.image }, { related, edits });
  }

  #closes(): boolean {
    return (
      this.atEnd ||
      this.is(t.RightBrace) ||
      this.is(t.LeftBrace) ||
      this.is(t.RightParen) ||
      this.is(t.RightBracket)
    );
  }

  /** Passes over the rest of a broken item, up to a comma or what closes the list. */
  #skipItem(): void {
    while (!this.is(t.Comma) && !this.#closes()) {
      if (this.is(t.LeftParen) || this.is(t.LeftBracket)) this.skipBrackets();
      else this.advance();
    }
  }

  /** Passes over a bracket and all that stands in it. */
  protected skipBrackets(): void {
    let open = 0;
    do {
      const { tokenType } = this.LA(1);
      if (tokenType === t.LeftParen || tokenType === t.LeftBracket || tokenType === t.LeftBrace) open++;
      if (tokenType === t.RightParen || tokenType === t.RightBracket || tokenType === t.RightBrace) open--;
      this.advance();
    } while (open > 0 && !this.atEnd);
  }
}

const valueTypes = new Set<TokenType>([
  ...[t.Word, t.Kind, t.NumberToken, t.PercentToken, t.SizeToken, t.StringToken, t.LeftParen, t.LeftBracket],
  ...[t.Question, t.Keyword.true, t.Keyword.false, t.Keyword.none, t.Keyword.not, t.Keyword.if],
]);

/** Whether a token can begin a value and nothing else. */
export function startsValue(token: IToken): boolean {
  return valueTypes.has(token.tokenType);
}
