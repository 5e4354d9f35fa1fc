import { type IToken, tokenMatcher, type TokenType } from 'chevrotain';
import type { TokenList } from '../token-list.ts';
import type { TokenPlace } from '../token-places.ts';
import { type Pattern, readPattern, type Start } from './read-pattern.ts';
import type { Slip } from './slip.ts';

/** A slip with its pattern taken apart. */
export interface SlipPattern extends Pattern {
  readonly slip: Slip;
}

/** How many tokens are looked at before a pattern is tried. */
const depth = 3;

/** Slips by where they stand and by the tokens that they begin with, so that few are tried at each. */
export class SlipIndex {
  readonly #patterns: readonly SlipPattern[];
  /** The texts that some pattern asks for at its start. */
  readonly #images: ReadonlySet<string>;
  readonly #roots = new Map<TokenPlace, Branch>();

  constructor(slips: readonly Slip[]) {
    this.#patterns = slips.map((slip) => ({ slip, ...readPattern(slip.pattern) }));
    const starts = this.#patterns.flatMap((pattern) => pattern.starts.slice(0, depth));
    this.#images = new Set(starts.flatMap((start) => ('images' in start ? [...start.images] : [])));
  }

  /** Those that may begin with a token at a place, in their order; found once for tokens of a kind. */
  at(place: TokenPlace, list: TokenList, i: number): readonly SlipPattern[] {
    let branch = this.#roots.get(place);
    if (branch === undefined) {
      branch = new Branch(this.#patterns.filter(({ slip }) => slip.places.includes(place)));
      this.#roots.set(place, branch);
    }
    for (let ahead = 0; ahead < depth && branch.patterns.length > 0; ahead++) {
      branch = branch.next(list.tokens[i + ahead], ahead, this.#images);
    }
    return branch.patterns;
  }
}

/** The slips that may begin with some tokens, and which of them with one token more. */
class Branch {
  readonly patterns: readonly SlipPattern[];
  readonly #next = new Map<TokenType | undefined, Map<string, Branch>>();

  constructor(patterns: readonly SlipPattern[]) {
    this.patterns = patterns;
  }

  /** Those that go on with a token; of its text, only whether it is one of `images` matters. */
  next(token: IToken | undefined, ahead: number, images: ReadonlySet<string>): Branch {
    const image = token !== undefined && images.has(token.image) ? token.image : '';
    const byImage = this.#next.get(token?.tokenType) ?? new Map<string, Branch>();
    const known = byImage.get(image);
    if (known !== undefined) return known;
    const found = new Branch(this.patterns.filter(({ starts }) => matches(starts[ahead], token)));
    this.#next.set(token?.tokenType, byImage.set(image, found));
    return found;
  }
}

/** Whether a token is as a start asks for, where it asks for anything. */
const matches = (start: Start | undefined, token: IToken | undefined): boolean => {
  if (start === undefined) return true;
  if (token === undefined) return false;
  return 'images' in start
    ? start.images.has(token.image)
    : start.types.some((type) => tokenMatcher(token, type));
};
