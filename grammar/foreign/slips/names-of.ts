import * as t from '../../tokens.ts';
import type { TokenList } from '../token-list.ts';
import type { Names } from './slip.ts';

/** The names of a text; it is looked through once, when the first is asked for. */
export function namesOf(list: TokenList): Names {
  let found: Found | undefined;
  const look = (): Found => (found ??= findNames(list));
  return {
    declared: (keyword) => look().declared.get(keyword) ?? [],
    isTensor: (word) => look().tensors.has(word),
  };
}

interface Found {
  readonly declared: ReadonlyMap<string, readonly string[]>;
  readonly tensors: ReadonlySet<string>;
}

function findNames(list: TokenList): Found {
  const declared = new Map<string, string[]>();
  const tensors = new Set<string>();
  for (let i = 0; i < list.length; i++) {
    if (list.is(i, t.Word) && list.is(i + 1, t.Colon)) tensors.add(list.image(i));
    if (!list.is(i, t.AnyKey) || list.is(i, t.Word) || !list.is(i + 1, t.AnyName)) continue;
    const names = declared.get(list.image(i));
    if (names === undefined) declared.set(list.image(i), [list.image(i + 1)]);
    else names.push(list.image(i + 1));
  }
  return { declared, tensors };
}
