/** A figure as a page has it: five digits, or as many as say something. */
export function figureOf(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value)) return value.toLocaleString('en-US');
  if (Math.abs(value) < 1e-4) return value.toExponential(2);
  return value.toFixed(Math.abs(value) >= 100 ? 1 : 4);
}

/** The file of an example, where it has one to itself, else its number in the data. */
export const nameOfExample = (names: ReadonlyMap<number, string>, index: number): string =>
  names.get(index) ?? `example ${index}`;

export const percentOf = (share: number): string => `${(100 * share).toFixed(1)} %`;
