import type { Group, Item, Row, Stack } from './diagram.ts';

/** The first of several copies of some items, standing for all. */
export function mergeCopies(copies: readonly (readonly Item[])[]): Item {
  const count = copies.length;
  const items = (copies[0] ?? []).map((_, i) => mergeItems(copies.flatMap((copy) => copy[i] ?? [])));
  const [only, another] = items;
  if (only === undefined || only.type === 'terminal') throw new Error('a run of nothing');
  if (another === undefined) return { ...only, count: only.count * count };
  const [first] = items;
  return {
    type: 'group',
    id: `repeat ${first?.id ?? ''}`,
    title: '',
    name: 'repeat',
    block: '',
    count,
    items,
  };
}

function mergeItems(copies: readonly Item[]): Item {
  const [first] = copies;
  if (first === undefined || first.type === 'terminal') throw new Error('a run of nothing');
  if (first.type === 'stack') return mergeStacks(first, copies as readonly Stack[]);
  const groups = copies as readonly Group[];
  const items = first.items.map((_, i) => mergeItems(groups.flatMap((group) => group.items[i] ?? [])));
  const title = commonTitle(groups.map((group) => group.title));
  const name = commonRange(groups.map((group) => group.name)) ?? first.name;
  return { ...first, title, name, items };
}

const mergeStacks = (first: Stack, copies: readonly Stack[]): Stack => ({
  ...first,
  rows: first.rows.map((row, i): Row => ({
    ...row,
    paths: copies.flatMap(({ rows }) => rows[i]?.paths ?? []),
  })),
});

/** `unit[1]`, `unit[2]`, `unit[3]` are `unit[1…3]`; `unit`, `unit_1` are `unit`. */
function commonTitle(titles: readonly string[]): string {
  const [first = ''] = titles;
  if (titles.every((title) => title === first)) return first;
  return commonRange(titles) ?? first.replace(/_\d+$/, '');
}

/** `unit[1]`, `unit[2]`, `unit[3]` are `unit[1…3]`. */
function commonRange(names: readonly string[]): string | undefined {
  const [first = '', last = ''] = [names[0], names.at(-1)];
  const [, base = '', from = ''] = /^(.*)\[(\d+)\]$/.exec(first) ?? [];
  const [, other = '', to = ''] = /^(.*)\[(\d+)\]$/.exec(last) ?? [];
  return from !== '' && base === other ? `${base}[${from}…${to}]` : undefined;
}
