import type { Bounds } from '../../../../compiler/catalogue/steps/define-augmentation.ts';
import type { Picture } from '../../source.ts';
import { floatsOf } from '../floats-of.ts';
import { hsvOf, rgbOf, type Colour } from './hsv.ts';
import { clip } from './map-values.ts';
import { intoRange } from './value-range.ts';

const { fround } = Math;

/** ITU-R BT.601's weights of red, green and blue, as TensorFlow's `rgb_to_grayscale`. */
const greyOf = (red: number, green: number, blue: number): number =>
  0.2989 * red + 0.587 * green + 0.114 * blue;

/** A picture each of whose colours, red, green and blue, became another. */
function mapColours({ data: given, ...shape }: Picture, change: (colour: Colour) => Colour): Picture {
  const from = floatsOf(given);
  const data = new Float32Array(from.length);
  for (let index = 0; index < from.length; index += 3) {
    data.set(change([from[index] ?? 0, from[index + 1] ?? 0, from[index + 2] ?? 0]), index);
  }
  return { ...shape, data };
}

/** Without colour. */
export function grayscale({ data: given, ...shape }: Picture): Picture {
  const from = floatsOf(given);
  const data = new Float32Array(from.length);
  const { channels } = shape;
  for (let index = 0; index < from.length;) {
    const grey = greyOf(from[index] ?? 0, from[index + 1] ?? 0, from[index + 2] ?? 0);
    for (const end = index + channels; index < end; index++) data[index] = grey;
  }
  return { ...shape, data };
}

/** So much less coloured; a picture of one channel has no colour to lose. */
export function degenerate(picture: Picture, factor: number, [low, high]: Bounds): Picture {
  if (picture.channels !== 3) return picture;
  const by = fround(factor);
  return mapColours(picture, (colour) => {
    const grey = fround(greyOf(...colour));
    const mixed = (value: number): number =>
      clip(fround(value + fround(by * fround(grey - value))), low, high);
    return [mixed(colour[0]), mixed(colour[1]), mixed(colour[2])];
  });
}

/** Turns hues by so much of the colour wheel. */
export function turnHues(picture: Picture, turn: number, range: Bounds): Picture {
  const unit: Bounds = [0, 1];
  const by = fround(turn);
  const turned = mapColours(intoRange(picture, range, unit), (colour) => {
    const [hue, saturation, value] = hsvOf(colour);
    const sum = fround(hue + by);
    const [red, green, blue] = rgbOf([sum > 1 ? sum - 1 : sum < 0 ? sum + 1 : sum, saturation, value]);
    return [clip(red, 0, 1), clip(green, 0, 1), clip(blue, 0, 1)];
  });
  return intoRange(turned, unit, range);
}

/** Multiplies saturations; they are kept within the range of pixels, as Keras does. */
export function saturate(picture: Picture, factor: number, [low, high]: Bounds): Picture {
  const by = fround(factor);
  return mapColours(picture, (colour) => {
    const [hue, saturation, value] = hsvOf(colour);
    return rgbOf([hue, clip(fround(saturation * by), low, high), value]);
  });
}
