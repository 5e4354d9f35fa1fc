const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** Bytes to three digits in decimal units: `12 MB`, `1.2 GB`, `348 kB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (unit < units.length - 1 && Number(value.toPrecision(3)) >= 1000) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? value : Number(value.toPrecision(3))} ${units[unit] ?? 'B'}`;
}
