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
    isValue: (word) => look().values.has(word),
  };
}

const valueWords = new Set([t.Keyword.let, t.Keyword.for, t.Keyword.as, t.Question]);

/** Where the names end that stand in brackets behind a word: parameters, those of a `for` or of an `import`. */
function listBehind(list: TokenList, i: number): number | undefined {
  const isHead = (list.is(i, t.Keyword.model) || list.is(i, t.Keyword.block)) && list.is(i + 2, t.LeftParen);
  const isList = list.is(i, t.Keyword.for) || list.is(i, t.Keyword.import);
  return isHead ? list.partner(i + 2) : isList ? list.partner(i + 1) : undefined;
}

interface Found {
  readonly declared: ReadonlyMap<string, readonly string[]>;
  readonly tensors: ReadonlySet<string>;
  readonly values: ReadonlySet<string>;
}

function findNames(list: TokenList): Found {
  const declared = new Map<string, string[]>();
  const tensors = new Set<string>();
  const values = new Set<string>();
  let last = 0;
  for (let i = 0; i < list.length; i++) {
    last = Math.max(last, listBehind(list, i) ?? 0);
    if (list.is(i, t.Word) && (i < last || valueWords.has(list.typeOf(i - 1)))) values.add(list.image(i));
    if (list.is(i, t.Word) && list.is(i + 1, t.Colon)) tensors.add(list.image(i));
    if (!list.is(i, t.AnyKey) || list.is(i, t.Word) || !list.is(i + 1, t.AnyName)) continue;
    const names = declared.get(list.image(i));
    if (names === undefined) declared.set(list.image(i), [list.image(i + 1)]);
    else names.push(list.image(i + 1));
  }
  return { declared, tensors, values };
}
