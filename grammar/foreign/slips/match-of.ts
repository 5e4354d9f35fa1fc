import { textOf } from '../../span.ts';
import type { TokenList } from '../token-list.ts';
import { itemsOf } from './captures.ts';
import type { Found } from './read-pattern.ts';
import type { Match, Names } from './slip.ts';

/** What matched, for a slip that looks closer. */
export function matchOf(list: TokenList, names: Names, from: number, { to, captures }: Found): Match {
  const textBetween = ([first, last]: readonly [number, number]): string => textOf(list.span(first, last));
  return {
    texts: [textBetween([from, to]), ...captures.map(textBetween)],
    items: [[], ...captures.map(([first, last]) => itemsOf(list, first, last).map(textBetween))],
    names,
  };
}
