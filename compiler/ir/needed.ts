import type { Value } from './ir.ts';

/** An input or output of an op that it must have. */
export function needed(values: readonly Value[], index: number): Value {
  const value = values[index];
  if (value === undefined) throw new RangeError(`operand ${index} is missing`);
  return value;
}
