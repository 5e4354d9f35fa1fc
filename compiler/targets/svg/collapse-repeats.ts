import { type Edge, type Item, leaves } from './diagram.ts';
import { Looks } from './looks.ts';
import { mergeCopies } from './merge-copies.ts';
import { type Level, Wires } from './wires.ts';

/** How many items one repetition may have. */
const longestPeriod = 64;

interface Collapsed {
  readonly items: readonly Item[];
  readonly edges: readonly Edge[];
}

/** Shows runs of what looks the same, one behind the other, once and with a count; inner runs first. */
export function collapseRepeats(items: readonly Item[], edges: readonly Edge[]): Collapsed {
  const wires = new Wires(edges);
  const collapsed = collapse(items, wires, new Looks());
  return { items: collapsed, edges: wires.edges };
}

function collapse(items: readonly Item[], wires: Wires, looks: Looks): readonly Item[] {
  const inner = items.map((item): Item =>
    item.type === 'group' ? { ...item, items: collapse(item.items, wires, looks) } : item,
  );
  const level = wires.level(inner, looks);
  const result: Item[] = [];
  for (let at = 0; at < inner.length;) {
    const { period, count } = longestRun(level, at);
    const end = at + period * count;
    if (count === 1) result.push(...inner.slice(at, end));
    else {
      const copies = Array.from({ length: count }, (_, i) =>
        inner.slice(at + i * period, at + (i + 1) * period),
      );
      const [first = [], ...others] = copies.map(leaves);
      wires.replace(first, others);
      result.push(mergeCopies(copies));
    }
    at = end;
  }
  return result;
}

/** The run that begins at an item and takes in most items; of several, that of the shortest period. */
function longestRun(level: Level, at: number): { readonly period: number; readonly count: number } {
  let best = { period: 1, count: 1 };
  for (let period = 1; period <= Math.min(longestPeriod, (level.items.length - at) / 2); period++) {
    let count = 1;
    while (follows(level, at + (count - 1) * period, period)) count++;
    if (count > 1 && count * period > best.count * best.period) best = { period, count };
  }
  return best;
}

/** Whether what begins at an item is repeated right behind, with one tensor between the two and no other. */
function follows(level: Level, at: number, period: number): boolean {
  const { looks } = level;
  if (at + 2 * period > looks.length) return false;
  for (let i = at; i < at + period; i++) if (looks[i] !== looks[i + period]) return false;
  return isWiredAlike(level, at, period);
}

/**
 * Whether two runs of items, one behind the other, have the same edges within them, one leaf each that edges come from,
 * and what comes out of the first goes into the second from one leaf and nowhere else.
 */
function isWiredAlike({ starts, sources, targets }: Level, at: number, period: number): boolean {
  const [first = 0, second = 0, end = 0] = [starts[at], starts[at + period], starts[at + 2 * period]];
  const length = second - first;
  let [entry, nextEntry, exit]: (number | undefined)[] = [];
  for (let leaf = first; leaf < second; leaf++) {
    const [from = [], nextFrom = []] = [sources[leaf], sources[leaf + length]];
    if (from.length !== nextFrom.length) return false;
    for (const [i, source] of from.entries()) {
      const next = nextFrom[i] ?? 0;
      const isInside = source >= first && source < second;
      if (isInside !== (next >= second && next < end)) return false;
      if (isInside && next - source !== length) return false;
      if (isInside) continue;
      entry ??= source;
      nextEntry ??= next;
      if (entry !== source || nextEntry !== next) return false;
    }
    for (const target of targets[leaf] ?? []) {
      if (target >= first && target < second) continue;
      exit ??= leaf;
      if (exit !== leaf || target < second || target >= end) return false;
    }
  }
  return entry !== undefined && exit !== undefined && nextEntry === exit;
}
