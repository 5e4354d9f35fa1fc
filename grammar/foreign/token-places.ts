import type { TokenType } from 'chevrotain';
import * as t from '../tokens.ts';
import type { TokenList } from './token-list.ts';

/** Between which braces a token stands; `inside` are round and square brackets, and what is not known. */
export type TokenPlace = 'module' | 'data' | 'train' | 'phase' | 'entries' | 'steps' | 'body' | 'inside';

const { Keyword } = t;

/** The places that the keywords of a place open. */
const opened: Readonly<Partial<Record<TokenPlace, ReadonlyMap<TokenType, TokenPlace>>>> = {
  module: new Map([
    [Keyword.model, 'body'],
    [Keyword.block, 'body'],
    [Keyword.data, 'data'],
    [Keyword.train, 'train'],
    [Keyword.import, 'inside'],
  ]),
  data: new Map([
    [Keyword.split, 'entries'],
    [Keyword.prepare, 'steps'],
    [Keyword.augment, 'steps'],
  ]),
  train: new Map([
    [Keyword.objective, 'entries'],
    [Keyword.phase, 'phase'],
  ]),
  phase: new Map([[Keyword.objective, 'entries']]),
  body: new Map([[Keyword.weights, 'entries']]),
};

/** What a brace opens without one of these keywords. */
const otherwise: Readonly<Record<TokenPlace, TokenPlace>> = {
  module: 'inside',
  body: 'body',
  data: 'entries',
  train: 'entries',
  phase: 'entries',
  entries: 'entries',
  steps: 'entries',
  inside: 'inside',
};

const items = new Set([Keyword.model, Keyword.block, Keyword.data, Keyword.train, Keyword.import]);

/** Whether a set of weights ends before a token, with no braces: the next ones are another statement's. */
const isBehindWeights = (list: TokenList, i: number): boolean =>
  list.is(i - 1, t.StringToken) && list.is(i - 2, t.Equal) && list.is(i - 4, Keyword.weights);

/** Where each token of a text stands. */
export function tokenPlaces(list: TokenList): readonly TokenPlace[] {
  const open: { readonly place: TokenPlace; next: TokenPlace | undefined }[] = [];
  let top: (typeof open)[number] = { place: 'module', next: undefined };
  return list.tokens.map(({ tokenType }, i) => {
    if (items.has(tokenType) && list.beginsLine(i) && list.column(i) === 0) {
      open.length = 0;
      top = { place: 'module', next: undefined };
    }
    const { place } = top;
    switch (tokenType) {
      case t.LeftParen:
      case t.LeftBracket:
        open.push(top);
        top = { place: 'inside', next: undefined };
        break;
      case t.LeftBrace: {
        const inner = top.next ?? otherwise[place];
        top.next = undefined;
        open.push(top);
        top = { place: inner, next: undefined };
        break;
      }
      case t.RightParen:
      case t.RightBracket:
      case t.RightBrace:
        top = open.pop() ?? { place: 'module', next: undefined };
        break;
      default:
        if (top.next !== undefined && isBehindWeights(list, i)) top.next = undefined;
        top.next = opened[place]?.get(tokenType) ?? top.next;
    }
    return place;
  });
}
