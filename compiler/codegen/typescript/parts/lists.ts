/** A list a number of times. */
export const repeated = <T>(list: readonly T[], times: number): T[] =>
  Array.from({ length: Math.max(times, 0) }, () => list).flatMap((each) => [
    ...each,
  ]);

/** Each item with the one before it. */
export const pairwise = <T>(list: readonly T[]): [T, T][] =>
  list.slice(1).map((item, index) => [list[index] ?? item, item]);

/** Whether lists have the same items. */
export const isSame = (a: unknown, b: unknown): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** A remainder that has the sign of the divisor. */
export const modulo = (dividend: number, divisor: number): number =>
  ((dividend % divisor) + divisor) % divisor;

/** The nearest integer; of two the even one. */
export function roundToEven(value: number): number {
  const nearest = Math.round(value);
  return Math.abs(value % 1) === 0.5 && nearest % 2 !== 0
    ? nearest - 1
    : nearest;
}
