import type { Edge, Group, Item, Leaf, Row, Stack } from './diagram.ts';
import { leaves } from './diagram.ts';

/** How many items one repetition may have. */
const longestPeriod = 64;

interface Collapsed {
  readonly items: readonly Item[];
  readonly edges: readonly Edge[];
}

/** Shows runs of what looks the same, one behind the other, once and with a count; inner runs first. */
export function collapseRepeats(items: readonly Item[], edges: readonly Edge[]): Collapsed {
  let wires = edges;
  const inner = items.map((item): Item => {
    if (item.type !== 'group') return item;
    const collapsed = collapseRepeats(item.items, wires);
    wires = collapsed.edges;
    return { ...item, items: collapsed.items };
  });
  const looks = inner.map(lookOf);
  const joints = jointsOf(wires);
  const result: Item[] = [];
  const standIns = new Map<string, string>();
  for (let at = 0; at < inner.length;) {
    const run = longestRun(inner, looks, joints, at);
    const copies = Array.from({ length: run.count }, (_, i) =>
      inner.slice(at + i * run.period, at + (i + 1) * run.period),
    );
    result.push(...(run.count === 1 ? (copies[0] ?? []) : [merge(copies)]));
    addStandIns(standIns, copies);
    at += run.period * run.count;
  }
  return { items: result, edges: rewire(wires, standIns) };
}

/** The edges into and out of each leaf. */
interface Joints {
  readonly into: ReadonlyMap<string, readonly Edge[]>;
  readonly outOf: ReadonlyMap<string, readonly Edge[]>;
}

function jointsOf(edges: readonly Edge[]): Joints {
  const [into, outOf] = [new Map<string, Edge[]>(), new Map<string, Edge[]>()];
  const note = (map: Map<string, Edge[]>, id: string, edge: Edge): void => {
    const known = map.get(id);
    if (known === undefined) map.set(id, [edge]);
    else known.push(edge);
  };
  for (const edge of edges) {
    note(into, edge.to, edge);
    note(outOf, edge.from, edge);
  }
  return { into, outOf };
}

/** All that a reader sees of an item, but for the name of a group. */
function lookOf(item: Item): string {
  if (item.type === 'terminal') return `terminal ${item.id}`;
  if (item.type === 'group') return `{${item.items.map(lookOf).join(' ')}}${item.count}`;
  const rows = item.rows.map((row) => [row.kind, row.details, row.frozen]);
  return JSON.stringify([rows, item.count, item.shape]);
}

/** The run that begins at an item and takes in most items; of several, that of the shortest period. */
function longestRun(
  items: readonly Item[],
  looks: readonly string[],
  joints: Joints,
  at: number,
): { readonly period: number; readonly count: number } {
  let best = { period: 1, count: 1 };
  for (let period = 1; period <= Math.min(longestPeriod, (items.length - at) / 2); period++) {
    let count = 1;
    while (follows(items, looks, joints, at + (count - 1) * period, period)) count++;
    if (count > 1 && count * period > best.count * best.period) best = { period, count };
  }
  return best;
}

/** Whether what begins at an item is repeated right behind, with one tensor between the two and no other. */
function follows(
  items: readonly Item[],
  looks: readonly string[],
  joints: Joints,
  at: number,
  period: number,
): boolean {
  for (let i = at; i < at + period; i++) {
    if (looks[i] === undefined || looks[i] !== looks[i + period]) return false;
  }
  const first = wiringOf(items.slice(at, at + period), joints);
  const second = wiringOf(items.slice(at + period, at + 2 * period), joints);
  return (
    first.inside === second.inside &&
    first.sources.size === 1 &&
    second.sources.size === 1 &&
    first.exits.size === 1 &&
    [...second.sources].every((source) => first.exits.has(source)) &&
    [...first.targets].every((target) => second.members.has(target))
  );
}

interface Wiring {
  readonly members: ReadonlySet<string>;
  /** The edges among the leaves and where they are entered, by position. */
  readonly inside: string;
  /** Leaves outside that edges come from. */
  readonly sources: ReadonlySet<string>;
  /** Leaves that edges go out from. */
  readonly exits: ReadonlySet<string>;
  /** Leaves outside that edges go to. */
  readonly targets: ReadonlySet<string>;
}

function wiringOf(items: readonly Item[], { into, outOf }: Joints): Wiring {
  const position = new Map(leaves(items).map(({ id }, i) => [id, i]));
  const inside: string[] = [];
  const [sources, exits, targets] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const [id, end] of position) {
    for (const { from } of into.get(id) ?? []) {
      const start = position.get(from);
      inside.push(`${start ?? 'x'}-${end}`);
      if (start === undefined) sources.add(from);
    }
    for (const { to } of outOf.get(id) ?? []) {
      if (position.has(to)) continue;
      exits.add(id);
      targets.add(to);
    }
  }
  return { members: new Set(position.keys()), inside: inside.join(' '), sources, exits, targets };
}

/** The first of several copies, standing for all. */
function merge(copies: readonly (readonly Item[])[]): Item {
  const count = copies.length;
  const items = (copies[0] ?? []).map((_, i) => mergeItems(copies.flatMap((copy) => copy[i] ?? [])));
  const [only, another] = items;
  if (only === undefined || only.type === 'terminal') throw new Error('a run of nothing');
  if (another === undefined) return { ...only, count: only.count * count };
  const [first] = items;
  return { type: 'group', id: `repeat ${first?.id ?? ''}`, title: '', count, items };
}

function mergeItems(copies: readonly Item[]): Item {
  const [first] = copies;
  if (first === undefined || first.type === 'terminal') throw new Error('a run of nothing');
  if (first.type === 'stack') return mergeStacks(first, copies as readonly Stack[]);
  const groups = copies as readonly Group[];
  const items = first.items.map((_, i) => mergeItems(groups.flatMap((group) => group.items[i] ?? [])));
  return { ...first, title: commonTitle(groups.map(({ title }) => title)), items };
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
  const [first = '', last = ''] = [titles[0], titles.at(-1)];
  if (titles.every((title) => title === first)) return first;
  const [, base = '', from = ''] = /^(.*)\[(\d+)\]$/.exec(first) ?? [];
  const [, other = '', to = ''] = /^(.*)\[(\d+)\]$/.exec(last) ?? [];
  return from !== '' && base === other ? `${base}[${from}…${to}]` : first.replace(/_\d+$/, '');
}

/** Notes which leaf of the first copy stands for each leaf of the others. */
function addStandIns(
  standIns: Map<string, string>,
  [first = [], ...others]: readonly (readonly Item[])[],
): void {
  const own: readonly Leaf[] = others.length === 0 ? [] : leaves(first);
  for (const copy of others) leaves(copy).forEach(({ id }, i) => standIns.set(id, own[i]?.id ?? id));
}

/** The edges without those into copies; what comes out of a copy now comes from what stands for it. */
const rewire = (edges: readonly Edge[], standIns: ReadonlyMap<string, string>): readonly Edge[] =>
  edges
    .filter(({ to }) => !standIns.has(to))
    .map(({ from, to }) => ({ from: standIns.get(from) ?? from, to }));
