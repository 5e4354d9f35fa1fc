import type { GraphBuilder } from './graph-builder.ts';

/** Cells to add before and after an axis; negative: to drop. */
export type Margin = readonly [before: number, after: number];

/** Pads or crops the last two axes of a tensor with zeros. */
export function fitPlane(
  graph: GraphBuilder,
  tensor: string,
  rank: number,
  margins: readonly Margin[],
): string {
  if (margins.every(([before, after]) => before === 0 && after === 0)) return tensor;
  const front = Array.from({ length: rank - 2 }, () => 0);
  const before = margins.map((margin) => margin[0]);
  const after = margins.map((margin) => margin[1]);
  return graph.node('Pad', [tensor, graph.ints([...front, ...before, ...front, ...after]), graph.scalar(0)]);
}

/** Crops the last two axes where a margin is negative and gives what remains to be added. */
export function cropPlane(
  graph: GraphBuilder,
  tensor: string,
  rank: number,
  margins: readonly Margin[],
): { tensor: string; padding: Margin[] } {
  const cropped = margins.map(([before, after]): Margin => [Math.min(0, before), Math.min(0, after)]);
  return {
    tensor: fitPlane(graph, tensor, rank, cropped),
    padding: margins.map(([before, after]): Margin => [Math.max(0, before), Math.max(0, after)]),
  };
}

/** Puts `strides − 1` zeros behind each row and column of the planes [c, n, h, w]; gives [c, n, h · sh, w · sw]. */
export function spaceOut(
  graph: GraphBuilder,
  tensor: string,
  [c, n, h, w]: readonly [number, number, number, number],
  [sh, sw]: readonly [number, number],
): string {
  if (sh === 1 && sw === 1) return tensor;
  const split = graph.reshape(tensor, [c * n * h, 1, w, 1]);
  const pads = graph.ints([0, 0, 0, 0, 0, sh - 1, 0, sw - 1]);
  return graph.reshape(graph.node('Pad', [split, pads, graph.scalar(0)]), [c, n, h * sh, w * sw]);
}

/** The flat `pads` of an operator over depth, height and width, where depth is not padded. */
export const volumePads = ([vertical, horizontal]: readonly Margin[]): number[] => [
  0,
  vertical?.[0] ?? 0,
  horizontal?.[0] ?? 0,
  0,
  vertical?.[1] ?? 0,
  horizontal?.[1] ?? 0,
];
