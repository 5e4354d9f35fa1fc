import type { TokenType } from 'chevrotain';
import * as t from '../../tokens.ts';
import type { TokenList } from '../token-list.ts';

/** Tokens that a pattern may capture. */
export interface Capture {
  /** The types of its first token, no others. */
  readonly first: readonly TokenType[];
  /** Whether it is that token alone. */
  readonly isOne?: true;
  /** Where one that begins at a token ends: the number of its last token. */
  readonly end: (list: TokenList, i: number) => number | undefined;
}

const one = (...types: readonly TokenType[]): Capture => ({
  first: types,
  isOne: true,
  end: (list, i) => (types.some((type) => list.is(i, type)) ? i : undefined),
});

/** What others set of a layer to freeze it, which is no part of its path. */
const frozenWords = new Set(['trainable', 'requires_grad', 'requires_grad_']);

/** `a.b[0]` */
const path: Capture = {
  first: [t.Word],
  end: (list, i) => {
    if (!list.is(i, t.Word)) return undefined;
    let last = i;
    for (;;) {
      const index = list.is(last + 1, t.LeftBracket) ? list.partner(last + 1) : undefined;
      if (index !== undefined) last = index;
      else if (
        list.is(last + 1, t.Dot) &&
        list.is(last + 2, t.Word) &&
        !frozenWords.has(list.image(last + 2))
      )
        last += 2;
      else return last;
    }
  },
};

/** `Conv2D`, `Conv2D(64, 3)` */
const call: Capture = {
  first: [t.Kind],
  end: (list, i) => {
    if (!list.is(i, t.Kind)) return undefined;
    return list.is(i + 1, t.LeftParen) ? list.partner(i + 1) : i;
  },
};

const literals = one(
  ...[t.NumberToken, t.PercentToken, t.SizeToken, t.StringToken],
  ...[t.Keyword.true, t.Keyword.false, t.Keyword.none],
);

const operand: Capture = {
  first: [t.PrefixOperator, t.LeftParen, t.LeftBracket, t.Word, ...literals.first],
  end: (list, i) => {
    let first = i;
    while (list.is(first, t.PrefixOperator)) first++;
    if (list.is(first, t.LeftParen) || list.is(first, t.LeftBracket)) return list.partner(first);
    if (list.is(first, t.Word) && list.is(first + 1, t.LeftParen)) return list.partner(first + 1);
    return literals.end(list, first) ?? path.end(list, first);
  },
};

/** An expression, but for one of layers. */
const value: Capture = {
  first: operand.first,
  end: (list, i) => {
    let last = operand.end(list, i);
    while (last !== undefined && list.is(last + 1, t.BinaryOperatorToken)) {
      const next = operand.end(list, last + 2);
      if (next === undefined) return last;
      last = next;
    }
    return last;
  },
};

const several = (item: Capture, fewest: number): Capture => ({
  first: item.first,
  end: (list, i) => {
    let last = item.end(list, i);
    let count = last === undefined ? 0 : 1;
    while (last !== undefined && list.is(last + 1, t.Comma)) {
      const next = item.end(list, last + 2);
      if (next === undefined) return list.is(last + 2, t.RightBracket) ? last + 1 : undefined;
      last = next;
      count++;
    }
    return count < fewest ? undefined : last;
  },
});

/** A size of a type: a value, `?h`, or a `?` without its name. */
const size: Capture = {
  first: [t.Question, ...value.first],
  end: (list, i) => {
    if (!list.is(i, t.Question)) return value.end(list, i);
    return list.is(i + 1, t.Word) ? i + 1 : i;
  },
};

/** `key = value`, as an argument or an entry. */
const pair: Capture = {
  first: [t.EntryKey],
  end: (list, i) => {
    if (!list.is(i, t.EntryKey) || !list.is(i + 1, t.Equal)) return undefined;
    return call.end(list, i + 2) ?? value.end(list, i + 2);
  },
};

/** What stands in braces. */
const group: Capture = {
  first: [t.LeftBrace],
  end: (list, i) => (list.is(i, t.LeftBrace) ? list.partner(i) : undefined),
};

const bareTypes = [t.AnyKey, t.Kind, t.NumberToken, t.Slash, t.Dot, t.Minus];

/** A path without quotes, to the bracket behind it. */
const bare: Capture = {
  first: bareTypes,
  end: (list, i) => {
    let last = i - 1;
    while (bareTypes.some((type) => list.is(last + 1, type))) last++;
    return last >= i && list.is(last + 1, t.RightParen) ? last : undefined;
  },
};

const routeTypes = [t.Slash, t.Dot, t.DotDot, t.AnyKey, t.Kind, t.NumberToken, t.Minus, t.FloorDivide];

/** A path without quotes, as far as nothing stands between its parts. */
const route: Capture = {
  first: [t.Slash, t.Dot, t.DotDot, t.Word],
  end: (list, i) => {
    let last = i;
    while (list.start(last + 1) === list.end(last) && routeTypes.some((type) => list.is(last + 1, type)))
      last++;
    return last > i ? last : undefined;
  },
};

/** What stands in parentheses. */
const parens: Capture = {
  first: [t.LeftParen],
  end: (list, i) => (list.is(i, t.LeftParen) ? list.partner(i) : undefined),
};

/** What a pattern may capture, by name; one that begins with `|` may begin within a line. */
export const captures: Readonly<Record<string, Capture>> = {
  word: one(t.Word),
  kind: one(t.Kind),
  name: one(t.AnyName),
  key: one(t.EntryKey),
  number: one(t.NumberToken),
  share: one(t.NumberToken, t.PercentToken),
  string: one(t.StringToken),
  path,
  call,
  bare,
  route,
  parens,
  value,
  calls: several(call, 1),
  values: several(value, 1),
  sizes: several(size, 1),
  words: several(one(t.Word), 2),
  pairs: several(pair, 1),
  group,
  groups: several(group, 1),
  paths: several(path, 1),
  strings: several(one(t.StringToken), 1),
};

/** The tokens between the commas of a capture, from a token to a token. */
export function itemsOf(list: TokenList, from: number, to: number): readonly (readonly [number, number])[] {
  const items: [number, number][] = [];
  let first = from;
  for (let i = from; i <= to; i++) {
    if (list.is(i, t.Comma)) {
      items.push([first, i - 1]);
      first = i + 1;
    }
    i = list.partner(i) ?? i;
  }
  return first > to ? items : [...items, [first, to]];
}
