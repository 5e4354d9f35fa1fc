import type { Picture } from '../../source.ts';
import { floatsOf } from '../floats-of.ts';

/** A picture each of whose values, as a float32, became another. */
export function mapValues(
  { data: given, ...shape }: Picture,
  change: (value: number, index: number) => number,
): Picture {
  const from = floatsOf(given);
  const data = new Float32Array(from.length);
  for (let index = 0; index < from.length; index++) data[index] = change(from[index] ?? 0, index);
  return { ...shape, data };
}

/** A value within bounds. */
export const clip = (value: number, low: number, high: number): number =>
  value < low ? low : value > high ? high : value;
