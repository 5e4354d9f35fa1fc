import type { Diagnostic, Fix } from '../diagnostic.ts';
import { diagnose } from '../messages.ts';
import * as t from '../tokens.ts';
import { tokenAs, TokenList } from './token-list.ts';

/** `self.conv1 = nn.Conv2d(…)`, as a module of PyTorch names its layers: told once, and read as a label. */
export function readAttributes(list: TokenList, diagnostics: Diagnostic[]): TokenList {
  const gone = new Set<number>();
  const colons = new Set<number>();
  const edits: (Fix['edits'] & object)[number][] = [];
  let first: number | undefined;
  for (let i = 0; i < list.length; i++) {
    if (!['self', 'this'].includes(list.image(i)) || !list.beginsLine(i) || !list.is(i + 1, t.Dot)) continue;
    if (!list.is(i + 2, t.Word) || !list.is(i + 3, t.Equal)) continue;
    first ??= i;
    let layer = i + 4;
    while (list.is(layer, t.AnyKey) && list.is(layer + 1, t.Dot)) layer += 2;
    edits.push({ span: { ...list.span(i), end: list.start(layer) }, text: `${list.image(i + 2)}: ` });
    colons.add(i + 3);
    for (const n of [i, i + 1]) gone.add(n);
    for (let n = i + 4; n < layer; n++) gone.add(n);
  }
  if (first === undefined) return list;
  const instead = `${list.image(first + 2)}:`;
  diagnostics.push(diagnose('CNN059', list.span(first, first + 3), { instead }, { edits }));
  const tokens = list.tokens.map((token, i) => (colons.has(i) ? tokenAs(token, t.Colon, ':') : token));
  return new TokenList(
    list.source,
    tokens.filter((_, i) => !gone.has(i)),
  );
}
