import type { AugmentStep, Bounds } from '../../../compiler/data/augment-spec.ts';
import type { RandomStream } from '../../random.ts';
import type { Picture } from '../source.ts';
import { between, type GeometricStep } from './geometry.ts';

/** What a step that changes values has drawn. */
export type Tint =
  | { readonly kind: 'contrast'; readonly factor: number; readonly range: Bounds }
  | { readonly kind: 'brightness'; readonly delta: number; readonly range: Bounds }
  | { readonly kind: 'grayscale' };

export type PhotometricStep = Exclude<AugmentStep, GeometricStep>;

/** Draws what a step does to a picture's values; undefined where that is nothing. */
export function drawTint(step: PhotometricStep, random: RandomStream): Tint | undefined {
  switch (step.kind) {
    case 'RandomContrast':
      return { kind: 'contrast', factor: between(step.factor, random), range: step.range };
    case 'RandomBrightness': {
      const [low, high] = step.range;
      return { kind: 'brightness', delta: between(step.factor, random) * (high - low), range: step.range };
    }
    case 'RandomGrayscale':
      return random.uniform() < step.factor ? { kind: 'grayscale' } : undefined;
  }
}

/** Changes a picture's values, as Keras does: in float32, clipped to the range where there is one. */
export function tint(change: Tint, picture: Picture): Picture {
  switch (change.kind) {
    case 'contrast':
      return contrast(picture, change.factor, change.range);
    case 'brightness': {
      const delta = Math.fround(change.delta);
      return mapped(picture, (value) => clip(Math.fround(value + delta), change.range));
    }
    case 'grayscale':
      return grayscale(picture);
  }
}

const clip = (value: number, [low, high]: Bounds): number => Math.min(high, Math.max(low, value));

function mapped(picture: Picture, change: (value: number, channel: number) => number): Picture {
  const { channels, data: from } = picture;
  const data = new Float32Array(from.length);
  let channel = 0;
  for (let index = 0; index < from.length; index++) {
    data[index] = change(from[index] ?? 0, channel);
    if (++channel === channels) channel = 0;
  }
  return { ...picture, data };
}

/** `(x − mean) · factor + mean`, the mean being that of x's channel. */
function contrast(picture: Picture, factor: number, range: Bounds): Picture {
  const sums = new Float64Array(picture.channels);
  picture.data.forEach((value, index) => {
    const channel = index % picture.channels;
    sums[channel] = (sums[channel] ?? 0) + value;
  });
  const means = Float32Array.from(sums, (sum) => sum / (picture.height * picture.width));
  const by = Math.fround(factor);
  return mapped(picture, (value, channel) => {
    const mean = means[channel] ?? 0;
    return clip(Math.fround(Math.fround(Math.fround(value - mean) * by) + mean), range);
  });
}

/** ITU-R BT.601's weights of red, green and blue, as TensorFlow's `rgb_to_grayscale`. */
function grayscale(picture: Picture): Picture {
  const { data: from, channels } = picture;
  const data = new Float32Array(from.length);
  for (let start = 0; start < from.length; start += channels) {
    const [red = 0, green = 0, blue = 0] = from.subarray(start, start + 3);
    data.fill(0.2989 * red + 0.587 * green + 0.114 * blue, start, start + channels);
  }
  return { ...picture, data };
}
