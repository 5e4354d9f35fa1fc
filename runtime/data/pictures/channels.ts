/** Pixels one after another, `channels` values each: 1 grey, 3 colours, 4 with transparency. */
export interface Pixels {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly data: Uint8Array;
}

/**
 * Pixels with their transparency dropped or, where four channels are wanted, added; grey repeated or made of colours,
 * `rounded` as libjpeg makes it, else cut off as libpng does.
 */
export function withChannels(pixels: Pixels, wanted: number, rounded = false): Pixels {
  const { channels, data, height, width } = pixels;
  if (channels === wanted) return pixels;
  const made = new Uint8Array(height * width * wanted);
  const half = rounded ? 2 ** 14 : 0;
  const greyOf = channels >= 3 ? grey : (at: number): number => data[at] ?? 0;
  for (let pixel = 0; pixel < height * width; pixel++) {
    const [from, to] = [pixel * channels, pixel * wanted];
    if (wanted === 1) {
      made[to] = greyOf(from);
      continue;
    }
    for (let colour = 0; colour < 3; colour++)
      made[to + colour] = data[from + (channels >= 3 ? colour : 0)] ?? 0;
    if (wanted === 4) made[to + 3] = channels % 2 === 0 ? (data[from + channels - 1] ?? 0) : 255;
  }
  return { height, width, channels: wanted, data: made };

  /** As these libraries make grey of colours, and so Keras: 0.299, 0.587 and the rest in 32768ths. */
  function grey(at: number): number {
    return (9797 * (data[at] ?? 0) + 19234 * (data[at + 1] ?? 0) + 3737 * (data[at + 2] ?? 0) + half) >> 15;
  }
}

/**
 * Colours of cyan, magenta, yellow and black ink, as Keras makes them: without a profile. `channels`: of a pixel, of
 * which the first four are inks; `inverted`: where 255 is no ink.
 */
export function coloursOfInks({ height, width, channels, data }: Pixels, inverted: boolean): Pixels {
  const made = new Uint8Array(height * width * 3);
  const flip = inverted ? 0 : 255;
  for (let pixel = 0; pixel < height * width; pixel++) {
    const at = pixel * channels;
    const light = (data[at + 3] ?? 0) ^ flip;
    for (let ink = 0; ink < 3; ink++) made[pixel * 3 + ink] = (((data[at + ink] ?? 0) ^ flip) * light) / 255;
  }
  return { height, width, channels: 3, data: made };
}
