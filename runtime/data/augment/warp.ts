import type { Sampling } from '../../../compiler/data/augment-spec.ts';
import type { Picture } from '../source.ts';

/**
 * Where a pixel of the new picture comes from: x = a0·x′ + a1·y′ + a2 and y = b0·x′ + b1·y′ + b2, both in pixels
 * from the centre of the first one. In Keras's order.
 */
export type Affine = readonly [a0: number, a1: number, a2: number, b0: number, b1: number, b2: number];

/** A picture moved by an affine map, as Keras's `affine_transform` does on TensorFlow (ImageProjectiveTransformV3), in float32. */
export function warp(picture: Picture, map: Affine, sampling: Sampling): Picture {
  const { height, width, channels } = picture;
  const data = new Float32Array(height * width * channels);
  const [a0, a1, a2, b0, b1, b2] = Float32Array.from(map) as unknown as Affine;
  const sample = sampling.interpolation === 'nearest' ? sampleNearest : sampleBilinear;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const x = Math.fround(Math.fround(Math.fround(a0 * column) + Math.fround(a1 * row)) + a2);
      const y = Math.fround(Math.fround(Math.fround(b0 * column) + Math.fround(b1 * row)) + b2);
      const place = (row * width + column) * channels;
      sample(
        picture,
        placed(x, width, sampling.fill),
        placed(y, height, sampling.fill),
        sampling.value,
        data,
        place,
      );
    }
  }
  return { height, width, channels, data };
}

/** A coordinate brought into a side of `length` pixels, as TensorFlow's fill modes do. */
function placed(at: number, length: number, fill: Sampling['fill']): number {
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

/** Gives the new pixel at `place` what lies at x and y. */
type Sampler = (
  picture: Picture,
  x: number,
  y: number,
  outside: number,
  into: Float32Array,
  place: number,
) => void;

const sampleNearest: Sampler = (picture, x, y, outside, into, place) => {
  const start = pixelAt(picture, roundAway(x), roundAway(y));
  for (let channel = 0; channel < picture.channels; channel++) {
    into[place + channel] = start < 0 ? outside : (picture.data[start + channel] ?? 0);
  }
};

const sampleBilinear: Sampler = (picture, x, y, outside, into, place) => {
  const { data, channels, height, width } = picture;
  const left = Math.floor(x);
  const top = Math.floor(y);
  const across = Math.fround(x - left);
  const down = Math.fround(y - top);
  const restAcross = Math.fround(left + 1 - x);
  const restDown = Math.fround(top + 1 - y);
  const isInside = left >= 0 && top >= 0 && left + 1 < width && top + 1 < height;
  const topLeft = isInside ? (top * width + left) * channels : pixelAt(picture, left, top);
  const topRight = isInside ? topLeft + channels : pixelAt(picture, left + 1, top);
  const bottomLeft = isInside ? topLeft + width * channels : pixelAt(picture, left, top + 1);
  const bottomRight = isInside ? bottomLeft + channels : pixelAt(picture, left + 1, top + 1);
  for (let channel = 0; channel < channels; channel++) {
    const a = topLeft < 0 ? outside : (data[topLeft + channel] ?? 0);
    const b = topRight < 0 ? outside : (data[topRight + channel] ?? 0);
    const c = bottomLeft < 0 ? outside : (data[bottomLeft + channel] ?? 0);
    const d = bottomRight < 0 ? outside : (data[bottomRight + channel] ?? 0);
    const upper = Math.fround(Math.fround(restAcross * a) + Math.fround(across * b));
    const lower = Math.fround(Math.fround(restAcross * c) + Math.fround(across * d));
    into[place + channel] = Math.fround(restDown * upper) + Math.fround(down * lower);
  }
};

/** Where a pixel's values begin; -1 outside of the picture. */
const pixelAt = ({ height, width, channels }: Picture, x: number, y: number): number =>
  x >= 0 && x < width && y >= 0 && y < height ? (y * width + x) * channels : -1;

/** Halves are rounded away from 0, as by C's `round`. */
const roundAway = (value: number): number => (value < 0 ? -Math.floor(0.5 - value) : Math.floor(value + 0.5));
