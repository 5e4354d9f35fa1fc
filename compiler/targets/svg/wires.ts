import { type Edge, type Item, type Leaf, leaves } from './diagram.ts';
import type { Looks } from './looks.ts';

/** The items beside one another in a diagram or a group, by the positions of their leaves. */
export interface Level {
  readonly items: readonly Item[];
  /** Equal numbers for what looks the same. */
  readonly looks: readonly number[];
  /** The position of each item's first leaf; behind them, the number of leaves. */
  readonly starts: readonly number[];
  /** By position, where edges come from and go to; negative for leaves that stand elsewhere. */
  readonly sources: readonly (readonly number[])[];
  readonly targets: readonly (readonly number[])[];
}

/** The edges among leaves while leaves are taken away for which others stand. */
export class Wires {
  readonly #edges: readonly Edge[];
  readonly #into = new Map<string, Edge[]>();
  readonly #outOf = new Map<string, Edge[]>();
  readonly #standIns = new Map<string, string>();

  constructor(edges: readonly Edge[]) {
    this.#edges = edges;
    for (const edge of edges) {
      append(this.#into, edge.to, edge);
      append(this.#outOf, edge.from, edge);
    }
  }

  /** What is left: without the edges into leaves that are gone; what came out of those comes from what stands for them. */
  get edges(): readonly Edge[] {
    return this.#edges
      .filter(({ to }) => !this.#standIns.has(to))
      .map(({ from, to }) => ({ from: this.#standIn(from), to }));
  }

  level(items: readonly Item[], looks: Looks): Level {
    const starts = [0];
    const ids: string[] = [];
    for (const item of items) {
      for (const { id } of leaves([item])) ids.push(id);
      starts.push(ids.length);
    }
    const positions = new Map(ids.map((id, position) => [id, position]));
    const elsewhere = new Map<string, number>();
    const positionOf = (id: string): number => {
      const known = positions.get(id) ?? elsewhere.get(id);
      if (known !== undefined) return known;
      elsewhere.set(id, -1 - elsewhere.size);
      return -elsewhere.size;
    };
    return {
      items,
      looks: items.map((item) => looks.of(item)),
      starts,
      sources: ids.map((id) => (this.#into.get(id) ?? []).map(({ from }) => positionOf(this.#standIn(from)))),
      targets: ids.map((id) => (this.#outOf.get(id) ?? []).map(({ to }) => positionOf(to))),
    };
  }

  /** Lets the leaves of a first copy stand for those of the others. */
  replace(first: readonly Leaf[], others: readonly (readonly Leaf[])[]): void {
    for (const copy of others) {
      copy.forEach(({ id }, i) => this.#standIns.set(id, first[i]?.id ?? id));
    }
    first.forEach(({ id }, i) => {
      const all = [id, ...others.flatMap((copy) => copy[i]?.id ?? [])].flatMap(
        (one) => this.#outOf.get(one) ?? [],
      );
      this.#outOf.set(
        id,
        all.filter(({ to }) => !this.#standIns.has(to)),
      );
    });
  }

  #standIn(id: string): string {
    let standIn = id;
    for (let next = this.#standIns.get(id); next !== undefined; next = this.#standIns.get(next))
      standIn = next;
    return standIn;
  }
}

function append(map: Map<string, Edge[]>, id: string, edge: Edge): void {
  const known = map.get(id);
  if (known === undefined) map.set(id, [edge]);
  else known.push(edge);
}
