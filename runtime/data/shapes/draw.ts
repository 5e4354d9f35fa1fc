import type { RandomStream } from '../../random.ts';
import type { Corners, Picture } from '../source.ts';
import type { Outline } from './outlines.ts';

/** The size of the pictures to draw. */
export interface Canvas {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** A picture, and what each of its pixels is of where that is asked. */
export interface Drawn {
  readonly image: Picture;
  readonly mask?: Picture;
}

/** Where it is noted what pixels are of, and with which number. */
export interface Mark {
  readonly mask: Uint8Array;
  readonly number: number;
}

/** Where a shape lies: its centre and radius in pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Its place, and its direction as a unit vector. */
interface Pose extends Place {
  readonly cos: number;
  readonly sin: number;
}

/** Draws a shape of random place, size, direction and colours on a noisy ground, and finds its box; with the number of a class a mask, too. */
export function drawShape(
  canvas: Canvas,
  distance: Outline,
  random: RandomStream,
  number?: number,
): Drawn & { readonly box: Corners } {
  const pose = choosePose(canvas, random);
  const data = new Uint8Array(canvas.height * canvas.width * canvas.channels);
  const { ground, figure } = chooseColours(canvas.channels, random);
  fillNoise(data, ground, random);
  const mark = number === undefined ? undefined : { mask: emptyMask(canvas), number };
  const box = paint(data, canvas, pose, distance, { ground, figure, ...(mark && { mark }) });
  return { image: { ...canvas, data }, box, ...(mark && { mask: maskOf(canvas, mark.mask) }) };
}

/** A mask of nothing but ground. */
export const emptyMask = ({ height, width }: Canvas): Uint8Array => new Uint8Array(height * width);

export const maskOf = ({ height, width }: Canvas, data: Uint8Array): Picture => ({
  height,
  width,
  channels: 1,
  data,
});

function choosePose({ height, width }: Canvas, random: RandomStream): Pose {
  const side = Math.min(height, width);
  const radius = Math.min(Math.max(2, side * (0.22 + 0.2 * random.uniform())), side / 2);
  const x = radius + (width - 2 * radius) * random.uniform();
  const y = radius + (height - 2 * radius) * random.uniform();
  return { x, y, radius, ...chooseDirection(random) };
}

/** A direction as a unit vector. */
export function chooseDirection(random: RandomStream): { readonly cos: number; readonly sin: number } {
  for (;;) {
    const cos = 2 * random.uniform() - 1;
    const sin = 2 * random.uniform() - 1;
    const square = cos * cos + sin * sin;
    if (square > 1 || square < 0.01) continue;
    const norm = Math.sqrt(square);
    return { cos: cos / norm, sin: sin / norm };
  }
}

/** Two colours that differ by at least 70 of 255 in every channel's mean. */
function chooseColours(channels: number, random: RandomStream): { ground: number[]; figure: number[] } {
  for (;;) {
    const ground = chooseColour(channels, random);
    const figure = chooseColour(channels, random);
    if (isVisible(figure, ground)) return { ground, figure };
  }
}

export const chooseColour = (channels: number, random: RandomStream): number[] =>
  Array.from({ length: channels }, () => random.below(256));

/** A colour that differs from the ground's as much. */
export function chooseFigure(ground: readonly number[], random: RandomStream): number[] {
  for (;;) {
    const figure = chooseColour(ground.length, random);
    if (isVisible(figure, ground)) return figure;
  }
}

function isVisible(figure: readonly number[], ground: readonly number[]): boolean {
  const difference = ground.reduce(
    (sum, value, channel) => sum + Math.abs(value - (figure[channel] ?? 0)),
    0,
  );
  return difference >= 70 * ground.length;
}

/** The ground's colour with up to ±16 of triangular noise in each byte. */
export function fillNoise(data: Uint8Array, ground: readonly number[], random: RandomStream): void {
  const channels = ground.length;
  let bits = 0;
  for (let index = 0, channel = 0; index < data.length; index++) {
    if ((index & 1) === 0) bits = random.uint32();
    const noise = (bits & 15) + ((bits >>> 4) & 15) - 15;
    bits >>>= 8;
    data[index] = clampByte((ground[channel] ?? 0) + noise);
    if (++channel === channels) channel = 0;
  }
}

interface Colours {
  readonly ground: readonly number[];
  readonly figure: readonly number[];
  readonly mark?: Mark;
}

/** Blends the figure over the ground by how much of each pixel it covers; gives the box of what is at least half covered, and marks that. */
export function paint(
  data: Uint8Array,
  { height, width, channels }: Canvas,
  pose: Pose,
  distance: Outline,
  { ground, figure, mark }: Colours,
): Corners {
  const top = Math.max(0, Math.floor(pose.y - pose.radius - 1));
  const bottom = Math.min(height, Math.ceil(pose.y + pose.radius + 1));
  const left = Math.max(0, Math.floor(pose.x - pose.radius - 1));
  const right = Math.min(width, Math.ceil(pose.x + pose.radius + 1));
  let [minX, minY, maxX, maxY] = [width, height, 0, 0];
  for (let row = top; row < bottom; row++) {
    const dy = (row + 0.5 - pose.y) / pose.radius;
    for (let column = left; column < right; column++) {
      const dx = (column + 0.5 - pose.x) / pose.radius;
      const away = distance(dx * pose.cos + dy * pose.sin, dy * pose.cos - dx * pose.sin) * pose.radius;
      if (away >= 0.5) continue;
      const cover = Math.min(1, 0.5 - away);
      if (cover >= 0.5) {
        if (mark !== undefined) mark.mask[row * width + column] = mark.number;
        if (column < minX) minX = column;
        if (column >= maxX) maxX = column + 1;
        if (row < minY) minY = row;
        if (row >= maxY) maxY = row + 1;
      }
      const start = (row * width + column) * channels;
      for (let channel = 0; channel < channels; channel++) {
        const change = cover * ((figure[channel] ?? 0) - (ground[channel] ?? 0));
        data[start + channel] = clampByte((data[start + channel] ?? 0) + Math.round(change));
      }
    }
  }
  return [minX / width, minY / height, maxX / width, maxY / height];
}

const clampByte = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value);
