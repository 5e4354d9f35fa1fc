import type { AugmentStep } from '../../../compiler/catalogue/steps/augmentations.ts';
import type { Bounds } from '../../../compiler/catalogue/steps/define-augmentation.ts';
import type { RandomStream } from '../../random.ts';
import type { Picture } from '../source.ts';
import { floatsOf } from './floats-of.ts';
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
    case 'brightness':
      return brightness(picture, change.delta, change.range);
    case 'grayscale':
      return grayscale(picture);
  }
}

/** `(x − mean) · factor + mean`, the mean being that of x's channel. */
function contrast({ data: given, ...shape }: Picture, factor: number, range: Bounds): Picture {
  const from = floatsOf(given);
  const data = new Float32Array(from.length);
  const { channels, height, width } = shape;
  const by = Math.fround(factor);
  const [low, high] = range;
  for (let channel = 0; channel < channels; channel++) {
    let sum = 0;
    for (let index = channel; index < from.length; index += channels) sum += from[index] ?? 0;
    const mean = Math.fround(sum / (height * width));
    for (let index = channel; index < from.length; index += channels) {
      const value = Math.fround(Math.fround(Math.fround((from[index] ?? 0) - mean) * by) + mean);
      data[index] = value < low ? low : value > high ? high : value;
    }
  }
  return { ...shape, data };
}

function brightness({ data: given, ...shape }: Picture, change: number, [low, high]: Bounds): Picture {
  const from = floatsOf(given);
  const data = new Float32Array(from.length);
  const delta = Math.fround(change);
  for (let index = 0; index < from.length; index++) {
    const value = Math.fround((from[index] ?? 0) + delta);
    data[index] = value < low ? low : value > high ? high : value;
  }
  return { ...shape, data };
}

/** ITU-R BT.601's weights of red, green and blue, as TensorFlow's `rgb_to_grayscale`. */
function grayscale({ data: given, ...shape }: Picture): Picture {
  const from = floatsOf(given);
  const data = new Float32Array(from.length);
  const { channels } = shape;
  for (let index = 0; index < from.length;) {
    const [red, green, blue] = [index, index + 1, index + 2];
    const gray = 0.2989 * (from[red] ?? 0) + 0.587 * (from[green] ?? 0) + 0.114 * (from[blue] ?? 0);
    for (const end = index + channels; index < end; index++) data[index] = gray;
  }
  return { ...shape, data };
}
