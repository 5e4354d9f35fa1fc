import type { LayerNode } from '../../graph/graph.ts';
import { snakeCase } from '../../resolve/names.ts';
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
    let group = root;
    for (const [depth, segment] of segments.entries()) {
      const id = segments.slice(0, depth + 1).join('.');
      let next = groups.get(id);
      if (next === undefined) {
        next = { id, title: titleOf(segment, callsOf.get(stack.id) ?? []), items: [] };
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

/** A label as it is; of a block applied without one, the call that made it: `ResidualUnit(64)`. */
function titleOf(segment: string, calls: readonly string[]): string {
  const name = segment.replace(/_\d+$/, '');
  const call = calls.find((each) => snakeCase(/^\w+/.exec(each)?.[0] ?? '') === name);
  return shorten(call ?? segment);
}
