import type { Pair } from '../../ir/op-attributes.ts';

/** [before, after] of one axis out of a list of them; nothing where the list does not have the axis. */
export const marginsOf = (margins: readonly number[], axis: number): Pair => [
  margins[2 * axis] ?? 0,
  margins[2 * axis + 1] ?? 0,
];
