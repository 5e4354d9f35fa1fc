import { type IToken, tokenMatcher, type TokenType } from 'chevrotain';
import type { TokenPlace } from '../token-places.ts';
import { type First, type Pattern, readPattern } from './read-pattern.ts';
import type { Slip } from './slip.ts';

/** A slip with its pattern taken apart. */
export interface SlipPattern extends Pattern {
  readonly slip: Slip;
}

/** Slips by where they stand and by the token that they begin with, so that few are tried at each. */
export class SlipIndex {
  readonly #patterns: readonly SlipPattern[];
  /** The texts that some pattern begins with. */
  readonly #images: ReadonlySet<string>;
  readonly #found = new Map<TokenPlace, Map<TokenType, Map<string, readonly SlipPattern[]>>>();

  constructor(slips: readonly Slip[]) {
    this.#patterns = slips.map((slip) => ({ slip, ...readPattern(slip.pattern) }));
    this.#images = new Set(
      this.#patterns.flatMap(({ first }) => ('images' in first ? [...first.images] : [])),
    );
  }

  /** Those that may begin with a token at a place, in their order; found once for each kind of token. */
  at(place: TokenPlace, token: IToken): readonly SlipPattern[] {
    const byType = inner(this.#found, place);
    const byImage = inner(byType, token.tokenType);
    const image = this.#images.has(token.image) ? token.image : '';
    const known = byImage.get(image);
    if (known !== undefined) return known;
    const found = this.#patterns.filter(
      ({ slip, first }) => slip.places.includes(place) && beginsWith(first, token),
    );
    byImage.set(image, found);
    return found;
  }
}

const beginsWith = (first: First, token: IToken): boolean =>
  'images' in first ? first.images.has(token.image) : first.types.some((type) => tokenMatcher(token, type));

/** The map in a map, made where there is none yet. */
function inner<K, L, V>(map: Map<K, Map<L, V>>, key: K): Map<L, V> {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = new Map<L, V>();
  map.set(key, made);
  return made;
}
