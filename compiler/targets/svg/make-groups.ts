import type { LayerNode } from '../../graph/graph.ts';
import { snakeCase } from '../../expand/names.ts';
import type { Group, Item, Stack } from './diagram.ts';
import { shorten } from './label.ts';

interface OpenGroup {
  readonly id: string;
  readonly title: string;
  readonly items: (Stack | OpenGroup)[];
}

/** Stacks in the groups that their paths tell: `stage[1].unit[0].conv` is in `stage[1]`, and there in `unit[0]`. */
export function makeGroups(stacks: readonly Stack[], layers: readonly LayerNode[]): readonly Item[] {
  const callsOf = new Map(layers.map(({ path, stack }) => [path, stack]));
  const root: OpenGroup = { id: '', title: '', items: [] };
  const groups = new Map([['', root]]);
  for (const stack of stacks) {
    const segments = stack.id.split('.').slice(0, -1);
    const titles = titlesOf(segments, callsOf.get(stack.id) ?? []);
    let group = root;
    for (const [depth, segment] of segments.entries()) {
      const id = segments.slice(0, depth + 1).join('.');
      let next = groups.get(id);
      if (next === undefined) {
        next = { id, title: titles[depth] ?? segment, items: [] };
        groups.set(id, next);
        group.items.push(next);
      }
      group = next;
    }
    group.items.push(stack);
  }
  return root.items.map(close);
}

const close = (item: Stack | OpenGroup): Stack | Group =>
  'type' in item
    ? item
    : { type: 'group', id: `group ${item.id}`, title: item.title, count: 1, items: item.items.map(close) };

/** Titles of the groups in a path: labels as they are; of blocks applied without one, the calls: `ResidualUnit(64)`. */
function titlesOf(segments: readonly string[], calls: readonly string[]): readonly string[] {
  let next = 0;
  return segments.map((segment) => {
    const name = segment.replace(/_\d+$/, '');
    const at = calls.findIndex((call, i) => i >= next && snakeCase(/^\w+/.exec(call)?.[0] ?? '') === name);
    if (at >= 0) next = at + 1;
    return shorten(calls[at] ?? segment);
  });
}
