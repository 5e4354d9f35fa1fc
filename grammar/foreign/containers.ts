import type { Diagnostic, Fix } from '../diagnostic.ts';
import { diagnose } from '../messages.ts';
import * as t from '../tokens.ts';
import { TokenList } from './token-list.ts';

/** Tokens that hold layers, from a number to a number, and the commas between them. */
interface Container {
  readonly written: string;
  readonly from: number;
  readonly to: number;
  readonly left: readonly number[];
}

/** `model.add(Flatten())` and `Sequential([Flatten(), …])`: told once each, and read as the layers in them. */
export function readContainers(list: TokenList, diagnostics: Diagnostic[]): TokenList {
  const gone = new Set<number>();
  const edits = new Map<
    string,
    { readonly first: Container; readonly edits: (Fix['edits'] & object)[number][] }
  >();
  for (let i = 0; i < list.length; i++) {
    const found = list.beginsStatement(i) ? (addedAt(list, i) ?? sequenceAt(list, i)) : undefined;
    if (found === undefined) continue;
    const told = edits.get(found.written) ?? { first: found, edits: [] };
    edits.set(found.written, told);
    for (const at of found.left) {
      gone.add(at);
      told.edits.push({ span: list.span(at), text: '' });
    }
  }
  for (const { first, edits: all } of edits.values()) {
    const merged = all.toSorted((a, b) => a.span.start - b.span.start);
    diagnostics.push(
      diagnose('CNN053', list.span(first.from, first.to), { written: first.written }, { edits: merged }),
    );
  }
  return gone.size === 0
    ? list
    : new TokenList(
        list.source,
        list.tokens.filter((_, i) => !gone.has(i)),
      );
}

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);

/** `layers.add([a, b])` is a sum. */
const isListed = (list: TokenList, i: number): boolean =>
  list.is(i, t.LeftBracket) || list.is(i, t.LeftParen);

/** `model.add(…)` */
function addedAt(list: TokenList, i: number): Container | undefined {
  const isAdd = list.is(i, t.AnyKey) && list.is(i + 1, t.Dot) && list.image(i + 2) === 'add';
  const close = isAdd && list.is(i + 3, t.LeftParen) ? list.partner(i + 3) : undefined;
  if (close === undefined || isListed(list, i + 4)) return undefined;
  return { written: `${list.image(i)}.add(…)`, from: i, to: i + 2, left: [...range(i, i + 4), close] };
}

/** `Sequential([…])`, `net = nn.Sequential(…)` */
function sequenceAt(list: TokenList, i: number): Container | undefined {
  let at = i;
  if (list.is(at, t.AnyKey) && (list.is(at + 1, t.Equal) || list.is(at + 1, t.Colon))) at += 2;
  while ((list.is(at, t.AnyKey) || list.is(at, t.Kind)) && list.is(at + 1, t.Dot)) at += 2;
  if (list.image(at).toLowerCase() !== 'sequential') return undefined;
  const open = at + 1;
  const close = list.is(open, t.LeftParen) ? list.partner(open) : undefined;
  if (close === undefined || close === open + 1) return undefined;
  const inner = list.is(open + 1, t.LeftBracket) && list.partner(open + 1) === close - 1;
  const [first, last] = inner ? [open + 2, close - 1] : [open + 1, close];
  const commas: number[] = [];
  for (let n = first; n < last; n++) {
    if (list.is(n, t.Comma)) commas.push(n);
    n = list.partner(n) ?? n;
  }
  const left = [...range(i, first), ...commas, ...range(last, close + 1)];
  return { written: `${list.image(at)}(…)`, from: at, to: at, left };
}
