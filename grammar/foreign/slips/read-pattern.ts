import type { TokenType } from 'chevrotain';
import type { TokenList } from '../token-list.ts';
import { captures } from './captures.ts';

/** A pattern's tokens in a text. */
export interface Found {
  /** The last token. */
  readonly to: number;
  /** From which token to which each capture goes. */
  readonly captures: readonly (readonly [number, number])[];
}

/** A pattern taken apart. */
export interface Pattern {
  /** Whether it is looked for only where a statement may begin, since it begins with what may stand anywhere. */
  readonly begins: boolean;
  readonly find: (list: TokenList, from: number) => Found | undefined;
  /** What its first tokens are, as far as that is known of each by itself. */
  readonly starts: readonly Start[];
}

/** What a token at the start of a pattern is: one of some texts, or of some types. */
export type Start = { readonly images: ReadonlySet<string> } | { readonly types: readonly TokenType[] };

interface Part {
  readonly captured: boolean;
  readonly first: Start;
  /** Whether it is one token. */
  readonly isOne: boolean;
  /** The last token of what matches from one on. */
  readonly match: (list: TokenList, i: number) => number | undefined;
}

/** A pattern of a slip as what finds it. */
export function readPattern(pattern: string): Pattern {
  const parts = pattern.split(' ').map(readPart);
  const find: Pattern['find'] = (list, from) => {
    const found: [number, number][] = [];
    let at = from;
    for (const { captured, match } of parts) {
      const last = match(list, at);
      if (last === undefined) return undefined;
      if (captured) found.push([at, last]);
      at = last + 1;
    }
    return { to: at - 1, captures: found };
  };
  const open = parts.findIndex(({ isOne }) => !isOne);
  const starts = parts.slice(0, open < 0 ? parts.length : open + 1).map(({ first }) => first);
  return { begins: /^<\w+>/.test(pattern), find, starts };
}

function readPart(text: string): Part {
  const [, inner] = /^<(.+)>$/.exec(text) ?? [];
  const capture = inner === undefined ? undefined : captures[inner.replace(/^\|/, '')];
  if (capture !== undefined) {
    const { first: types, isOne = false, end } = capture;
    return { captured: true, first: { types }, isOne, match: end };
  }
  const images = new Set(/^\|>?$/.test(text) ? [text] : (inner ?? text).split('|'));
  return {
    captured: inner !== undefined,
    first: { images },
    isOne: true,
    match: (list, i) => (i < list.length && images.has(list.image(i)) ? i : undefined),
  };
}
