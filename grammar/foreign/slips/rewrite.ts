import type { IToken } from 'chevrotain';
import { textOf } from '../../span.ts';
import * as t from '../../tokens.ts';
import { tokenAt, TokenList } from '../token-list.ts';
import { itemsOf } from './captures.ts';
import type { Found } from './read-pattern.ts';
import type { Slip } from './slip.ts';

/** New text, or tokens of the text that stay, from one to another. */
type Piece = string | readonly [from: number, to: number];

/** A slip in a text, and what it is read as. */
export interface Reading {
  readonly slip: Slip;
  /** Its tokens. */
  readonly from: number;
  readonly to: number;
  readonly pieces: readonly Piece[];
}

/** A template with its captures. */
export function fillTemplate(template: string, list: TokenList, { captures }: Found): readonly Piece[] {
  return template.split(/(\$\d(?:\*|\.\d+)?)/).flatMap((part): readonly Piece[] => {
    const [, number, rest = ''] = /^\$(\d)(.*)$/.exec(part) ?? [];
    const capture = captures[Number(number) - 1];
    if (number === undefined || capture === undefined) return part === '' ? [] : [part];
    if (rest === '') return [capture];
    const items = itemsOf(list, ...capture);
    if (rest.startsWith('.')) return items.slice(Number(rest.slice(1))).slice(0, 1);
    return items.flatMap((item, i) => (i === 0 ? [item] : ['  ', item]));
  });
}

/** Pieces as text. */
export const textOfPieces = (pieces: readonly Piece[], list: TokenList): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : textOf(list.span(...piece)))).join('');

/** A text's tokens with its slips read as what was meant. */
export function rewrite(list: TokenList, readings: readonly Reading[]): TokenList {
  const begins = new Map(readings.map((reading) => [reading.from, reading]));
  let next = 0;
  const tokens = list.tokens.flatMap((token, i) => {
    const reading = begins.get(i);
    if (reading !== undefined) next = reading.to + 1;
    if (reading !== undefined) return tokensOf(reading.pieces, list, i);
    return i < next ? [] : [token];
  });
  return new TokenList(list.source, tokens);
}

function tokensOf(pieces: readonly Piece[], list: TokenList, from: number): readonly IToken[] {
  let offset = list.start(from);
  return pieces.flatMap((piece) => {
    if (typeof piece === 'string')
      return t.tokenize(piece).tokens.map(({ tokenType, image }) => tokenAt(offset, tokenType, image));
    offset = list.end(piece[1]);
    return list.tokens.slice(piece[0], piece[1] + 1);
  });
}
