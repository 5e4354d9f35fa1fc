import type { Site } from '../../diagnostics/site.ts';
import type { LayerNode } from '../../graph/graph.ts';
import type { Group, Item, Stack } from './diagram.ts';
import { shorten } from './label.ts';

interface OpenGroup {
  readonly id: string;
  readonly title: string;
  readonly name: string;
  readonly block: string;
  readonly items: (Stack | OpenGroup)[];
}

/** Stacks in the groups that their paths tell: `stage[1].unit[0].conv` is in `stage[1]`, and there in `unit[0]`. */
export function makeGroups(stacks: readonly Stack[], layers: readonly LayerNode[]): readonly Item[] {
  const sites = new Map(layers.map(({ path, site }) => [path, site]));
  const root: OpenGroup = { id: '', title: '', name: '', block: '', items: [] };
  const groups = new Map([['', root]]);
  for (const stack of stacks) {
    const segments = stack.id.split('.').slice(0, -1);
    let group = root;
    for (const [depth, segment] of segments.entries()) {
      const id = segments.slice(0, depth + 1).join('.');
      let next = groups.get(id);
      if (next === undefined) {
        next = openGroup(id, segment, sites.get(stack.id));
        groups.set(id, next);
        group.items.push(next);
      }
      group = next;
    }
    group.items.push(stack);
  }
  return root.items.map(close);
}

/** A label is a group's title; of a block applied without one, the application: `ResidualUnit(64)`. */
function openGroup(id: string, segment: string, innermost: Site | undefined): OpenGroup {
  let site = innermost;
  while (site !== undefined && site.applied?.path !== id) site = site.outer;
  const title = site?.applied?.labelled === false ? site.text : segment;
  return { id, title: shorten(title), name: shorten(segment), block: site?.applied?.name ?? '', items: [] };
}

const close = (item: Stack | OpenGroup): Stack | Group =>
  'type' in item
    ? item
    : { ...item, type: 'group', id: `group ${item.id}`, count: 1, items: item.items.map(close) };
