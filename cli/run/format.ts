/** `1,413,834`. */
export const formatCount = (value: number): string => Math.round(value).toLocaleString('en-US');

/** A loss or metric in four significant digits: `0.4123`, `12.34`, `1.2e-7`. */
export function formatMeasure(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value !== 0 && Math.abs(value) < 1e-4) return value.toExponential(1);
  if (Math.abs(value) >= 1e4) return value.toExponential(3);
  return value.toFixed(Math.abs(value) >= 100 ? 1 : Math.abs(value) >= 10 ? 2 : 4);
}

/** Images a second: whole where there are many. */
export const formatRate = (rate: number): string => (rate >= 100 ? formatCount(rate) : rate.toPrecision(3));
