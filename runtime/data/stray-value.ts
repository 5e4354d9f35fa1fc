import type { Picture } from './source.ts';

/** Why the values of a picture cannot be learnt from: one that is no number, or infinite, which would make every weight one. */
export function strayValue({ data, width, channels }: Picture): string | undefined {
  if (!(data instanceof Float32Array)) return undefined;
  const at = data.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return undefined;
  const pixel = Math.floor(at / channels);
  return `its value at row ${Math.floor(pixel / width)}, column ${pixel % width} is ${data[at] ?? NaN}`;
}
