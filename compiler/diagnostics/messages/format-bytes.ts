const units = {
  decimal: { base: 1000, names: ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] },
  binary: { base: 1024, names: ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] },
} as const;

/** Bytes to three digits: `12 MB`, `1.2 GB`, `348 kB`; in binary units `11.4 MiB`. */
export function formatBytes(bytes: number, kind: keyof typeof units = 'decimal'): string {
  const { base, names } = units[kind];
  let value = bytes;
  let unit = 0;
  while (unit < names.length - 1 && Number(value.toPrecision(3)) >= base) {
    value /= base;
    unit++;
  }
  return `${unit === 0 ? value : Number(value.toPrecision(3))} ${names[unit] ?? 'B'}`;
}
