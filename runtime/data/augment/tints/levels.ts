import type { Bounds } from '../../../../compiler/catalogue/steps/define-augmentation.ts';
import type { Picture } from '../../source.ts';
import { floatsOf } from '../floats-of.ts';
import { clip, mapValues } from './map-values.ts';
import { withinBytes } from './value-range.ts';

const { fround } = Math;

/** `(x − mean) · factor + mean`, the mean being that of x's channel. */
export function contrast({ data: given, ...shape }: Picture, factor: number, [low, high]: Bounds): Picture {
  const from = floatsOf(given);
  const data = new Float32Array(from.length);
  const { channels, height, width } = shape;
  const by = fround(factor);
  for (let channel = 0; channel < channels; channel++) {
    let sum = 0;
    for (let index = channel; index < from.length; index += channels) sum += from[index] ?? 0;
    const mean = fround(sum / (height * width));
    for (let index = channel; index < from.length; index += channels) {
      const value = fround(fround(fround((from[index] ?? 0) - mean) * by) + mean);
      data[index] = clip(value, low, high);
    }
  }
  return { ...shape, data };
}

/** The same added to all values. */
export function brightness(picture: Picture, change: number, [low, high]: Bounds): Picture {
  const delta = fround(change);
  return mapValues(picture, (value) => clip(fround(value + delta), low, high));
}

/** Light for dark. */
export const invert = (picture: Picture, [, high]: Bounds): Picture =>
  mapValues(picture, (value) => high - value);

/** Adds, and inverts what is not below a threshold; both counted within 0 to 255. */
export function solarize(picture: Picture, addition: number, threshold: number, range: Bounds): Picture {
  const [more, least] = [fround(addition), fround(threshold)];
  return withinBytes(picture, range, (inBytes) =>
    mapValues(inBytes, (value) => {
      const sum = clip(fround(value + more), 0, 255);
      return sum < least ? sum : 255 - sum;
    }),
  );
}

/** Leaves values the first of their eight bits. */
export function posterize(picture: Picture, bits: number, range: Bounds): Picture {
  const mask = (0xff << (8 - bits)) & 0xff;
  return withinBytes(picture, range, (inBytes) => mapValues(inBytes, (value) => Math.trunc(value) & mask));
}

/** Stretches the values of each channel over the range; a channel of one value stays. */
export function autoContrast(picture: Picture, range: Bounds): Picture {
  return withinBytes(picture, range, (inBytes) => {
    const { channels } = inBytes;
    const from = floatsOf(inBytes.data);
    const low = new Float32Array(channels).fill(Infinity);
    const high = new Float32Array(channels).fill(-Infinity);
    from.forEach((value, index) => {
      const channel = index % channels;
      low[channel] = Math.min(low[channel] ?? 0, value);
      high[channel] = Math.max(high[channel] ?? 0, value);
    });
    const scales = low.map((least, channel) => 255 / fround((high[channel] ?? 0) - least));
    const offsets = low.map((least, channel) => -least * (scales[channel] ?? 0));
    return mapValues(inBytes, (value, index) => {
      const channel = index % channels;
      const scale = scales[channel] ?? 0;
      if (scale === Infinity) return value;
      return clip(fround(fround(value * scale) + (offsets[channel] ?? 0)), 0, 255);
    });
  });
}
