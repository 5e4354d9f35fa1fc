import { type IToken, tokenMatcher } from 'chevrotain';
import { keywords } from '../tokens.ts';
import * as t from '../tokens.ts';

/** What a piece of text is, as far as that tells what may follow. */
type PieceType = 'word' | 'kind' | 'keyword' | 'literal' | 'mark' | 'brackets';

/** A token; what stands in brackets is one piece with them. */
export interface Piece {
  readonly type: PieceType;
  /** As it is written; of brackets, the opening one. */
  readonly image: string;
  readonly start: number;
  readonly end: number;
}

const keywordTexts: ReadonlySet<string> = new Set(keywords);
const literals = [t.NumberToken, t.PercentToken, t.SizeToken, t.StringToken];

export const endOf = (token: IToken): number => token.startOffset + token.image.length;

export const pieceOf = (token: IToken): Piece => ({
  type: typeOf(token),
  image: token.image,
  start: token.startOffset,
  end: endOf(token),
});

function typeOf(token: IToken): PieceType {
  if (keywordTexts.has(token.image)) return 'keyword';
  if (tokenMatcher(token, t.Word)) return 'word';
  if (tokenMatcher(token, t.Kind)) return 'kind';
  return literals.some((type) => tokenMatcher(token, type)) ? 'literal' : 'mark';
}

/** Whether it is written in letters: a name or a keyword. */
export const isWord = ({ type }: Piece): boolean => type === 'word' || type === 'kind' || type === 'keyword';

const constants = new Set(['true', 'false', 'none']);

/** Whether an expression, a path or a call may end with a piece. */
export const endsOperand = (piece: Piece | undefined): boolean =>
  piece !== undefined && (piece.type === 'keyword' ? constants.has(piece.image) : piece.type !== 'mark');
