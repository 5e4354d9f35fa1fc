import type { Bounds } from '../../../../compiler/catalogue/steps/define-augmentation.ts';
import type { Picture } from '../../source.ts';
import { floatsOf } from '../floats-of.ts';
import { clip } from './map-values.ts';

const { fround } = Math;

/** Spreads the values of each channel so that all are about equally frequent; a channel of one bin stays. */
export function equalize({ data: given, ...shape }: Picture, bins: number, range: Bounds): Picture {
  const from = scaled(floatsOf(given), range, [0, 255]);
  const data = new Float32Array(from.length);
  const { channels } = shape;
  for (let channel = 0; channel < channels; channel++) {
    const table = tableOf(from, channel, channels, bins);
    for (let index = channel; index < from.length; index += channels) {
      const value = from[index] ?? 0;
      const place = Math.trunc(clip(fround(fround(value / 255) * (bins - 1)), 0, bins - 1));
      data[index] = table === undefined ? value : (table[place] ?? 0);
    }
  }
  return { ...shape, data: scaled(data, [0, 255], range) };
}

/** What becomes of each bin: how many values of the channel are no greater, beside all; undefined where all are in one. */
function tableOf(
  values: Float32Array,
  channel: number,
  channels: number,
  bins: number,
): Float32Array | undefined {
  const counts = new Uint32Array(bins);
  for (let index = channel; index < values.length; index += channels) {
    const bin = clip(Math.trunc(fround(fround((values[index] ?? 0) * (bins - 1)) / 255)), 0, bins - 1);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const first = counts.find((count) => count > 0) ?? 0;
  const others = values.length / channels - first;
  if (others === 0) return undefined;
  let sum = 0;
  return Float32Array.from(counts, (count) => {
    sum += count;
    return clip(roundHalfToEven(fround(((sum - first) * 255) / others)), 0, 255);
  });
}

function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 !== 0) ? below + 1 : below;
}

/** `x · scale + offset`, which brings values of one range into another. */
function scaled(values: Float32Array, [low, high]: Bounds, [newLow, newHigh]: Bounds): Float32Array {
  const scale = (newHigh - newLow) / (high - low);
  const offset = newLow - low * scale;
  if (scale === 1 && offset === 0) return values;
  return values.map((value) => fround(value * fround(scale)) + fround(offset));
}
