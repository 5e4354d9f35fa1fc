import { clip } from './map-values.ts';

/** Red, green and blue, or hue (0 to 1), saturation and value. */
export type Colour = readonly [number, number, number];

const { fround } = Math;

/** Hue, saturation and value of a colour, as TensorFlow's `rgb_to_hsv`: the value has the range of the colour. */
export function hsvOf([red, green, blue]: Colour): Colour {
  const value = Math.max(red, green, blue);
  const range = fround(value - Math.min(red, green, blue));
  const saturation = value > 0 ? fround(range / value) : 0;
  if (range <= 0) return [0, saturation, value];
  const norm = fround(1 / fround(6 * range));
  const hue =
    red === value
      ? norm * fround(green - blue)
      : green === value
        ? fround(norm * fround(blue - red)) + 2 / 6
        : fround(norm * fround(red - green)) + 4 / 6;
  return [fround(hue < 0 ? hue + 1 : hue), saturation, value];
}

/** Red, green and blue, as TensorFlow's `hsv_to_rgb`. */
export function rgbOf([hue, saturation, value]: Colour): Colour {
  const sixths = fround(hue * 6);
  const pale = fround(1 - saturation);
  const channel = (share: number): number =>
    fround(fround(pale + fround(saturation * clip(share, 0, 1))) * value);
  return [
    channel(Math.abs(sixths - 3) - 1),
    channel(2 - Math.abs(sixths - 2)),
    channel(2 - Math.abs(sixths - 4)),
  ];
}
