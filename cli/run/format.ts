/** `1,413,834`. */
export const formatCount = (value: number): string => Math.round(value).toLocaleString('en-US');

/** `0.8 s`, `42 s`, `3 min 05 s`, `2 h 07 min`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const padded = (value: number): string => String(value).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${padded(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${padded(Math.floor((whole % 3600) / 60))} min`;
}

/** A loss or metric in four significant digits: `0.4123`, `12.34`, `1.2e-7`. */
export function formatMeasure(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value !== 0 && Math.abs(value) < 1e-4) return value.toExponential(1);
  if (Math.abs(value) >= 1e4) return value.toExponential(3);
  return value.toFixed(Math.abs(value) >= 100 ? 1 : Math.abs(value) >= 10 ? 2 : 4);
}

/** Images a second: whole where there are many. */
export const formatRate = (rate: number): string => (rate >= 100 ? formatCount(rate) : rate.toPrecision(3));
