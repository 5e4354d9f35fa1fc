import type { RandomStream } from '../../runtime/random.ts';

/** One of some values; the list is not empty. */
export function pick<T>(values: readonly T[], stream: RandomStream): T {
  const value = values[stream.below(values.length)];
  if (value === undefined) throw new Error('there is nothing to pick from');
  return value;
}

/** Whether something with this probability happens. */
export const chance = (probability: number, stream: RandomStream): boolean => stream.uniform() < probability;

/** A few, seldom many: 1 with probability one half, 2 with a quarter, … */
export function few(most: number, stream: RandomStream): number {
  let count = 1;
  while (count < most && chance(0.5, stream)) count++;
  return count;
}

/** A number of which small ones are likelier, in [0, bound). */
export const small = (bound: number, stream: RandomStream): number =>
  Math.min(bound - 1, Math.floor(bound ** stream.uniform()) - 1);
