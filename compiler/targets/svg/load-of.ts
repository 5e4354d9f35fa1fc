import { type Diagram, leaves } from './diagram.ts';

/** What a layout has to place. */
export interface Load {
  readonly boxes: number;
  /** How many rows of boxes arrows pass by, those of all of them together: each is a bend to find room for. */
  readonly passes: number;
}

/** What is laid out in a second or a few; more nobody looks at. Real networks come to 500 boxes and 600 passes. */
export const mostLoad: Load = { boxes: 1000, passes: 5000 };

/** What there is to place in a diagram. A box stands below all that it takes something of. */
export function loadOf({ items, edges }: Diagram): Load {
  const boxes = leaves(items);
  const sources = new Map<string, string[]>();
  for (const { from, to } of edges) sources.set(to, [...(sources.get(to) ?? []), from]);
  const rows = new Map<string, number>();
  const rowOf = (id: string): number => rows.get(id) ?? 0;
  for (const { id } of boxes) {
    rows.set(id, Math.max(0, ...(sources.get(id) ?? []).map((from) => rowOf(from) + 1)));
  }
  const passes = edges.map(({ from, to }) => Math.max(0, rowOf(to) - rowOf(from) - 1));
  return { boxes: boxes.length, passes: passes.reduce((sum, each) => sum + each, 0) };
}
