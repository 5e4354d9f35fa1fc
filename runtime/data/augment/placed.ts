import type { Sampling } from '../../../compiler/catalogue/steps/sampling.ts';

/** A coordinate brought into a side of `length` pixels, as TensorFlow's fill modes do; one within stays as it is. */
export function placed(at: number, length: number, fill: Sampling['fill']): number {
  switch (fill) {
    case 'constant':
      return at;
    case 'nearest':
      return clamp(at, length);
    case 'reflect':
      return clamp(reflected(at, length), length);
    case 'wrap':
      return clamp(wrapped(at, length), length);
  }
}

const clamp = (at: number, length: number): number => Math.min(Math.max(at, 0), length - 1);

/** [abcd] goes on as [dcba|abcd|dcba]. */
function reflected(at: number, length: number): number {
  if (length <= 1) return 0;
  const period = 2 * length;
  if (at < 0) {
    const within = at < period ? Math.fround(at + period * Math.trunc(-at / period)) : at;
    return within < -length ? Math.fround(within + period) : Math.fround(-within - 1);
  }
  if (at <= length - 1) return at;
  const within = Math.fround(at - period * Math.trunc(at / period));
  return within >= length ? Math.fround(period - within - 1) : within;
}

/** [abcd] goes on as [abcd|abcd|abcd]. */
function wrapped(at: number, length: number): number {
  if (length <= 1) return 0;
  const last = length - 1;
  if (at < 0) return Math.fround(at + length * (Math.trunc(-at / last) + 1));
  return at > last ? Math.fround(at - length * Math.trunc(at / last)) : at;
}
