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

/** `42 s`, `3 min 05 s`, `2 h 07 min`. */
export function durationOf(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const padded = (value: number): string => String(value).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${padded(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${padded(Math.floor((whole % 3600) / 60))} min`;
}
