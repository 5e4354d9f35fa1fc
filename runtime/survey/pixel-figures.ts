import type { BatchField } from '../data/batches.ts';
import type { FieldFigures } from './survey.ts';

/** Adds up what the values of a picture field come to, a channel each, in memory that does not grow with the pictures. */
export class PixelFigures {
  readonly #field: string;
  readonly #shapes = new Map<string, number>();
  readonly #channels: Channel[] = [];

  constructor(field: string) {
    this.#field = field;
  }

  /** Adds a picture: height × width × channels. */
  add({ shape, values }: BatchField): void {
    const written = shape.join('×');
    this.#shapes.set(written, (this.#shapes.get(written) ?? 0) + 1);
    const channels = shape.at(-1) ?? 0;
    for (let channel = 0; channel < channels; channel++)
      (this.#channels[channel] ??= new Channel()).add(values, channel, channels);
  }

  figures(): FieldFigures {
    return {
      field: this.#field,
      shapes: [...this.#shapes].sort((a, b) => b[1] - a[1]),
      channels: this.#channels.map((channel) => channel.figures()),
    };
  }
}

class Channel {
  #count = 0;
  #mean = 0;
  /** The sum of squared deviations from the mean. */
  #squares = 0;
  #least = Infinity;
  #largest = -Infinity;

  /** Joins the figures of a picture to those so far (Chan, Golub, LeVeque 1979), which loses no digits to large sums. */
  add(values: Float32Array, from: number, step: number): void {
    const count = Math.ceil((values.length - from) / step);
    if (count <= 0) return;
    let sum = 0;
    for (let at = from; at < values.length; at += step) {
      const value = values[at] ?? 0;
      sum += value;
      if (value < this.#least) this.#least = value;
      if (value > this.#largest) this.#largest = value;
    }
    const mean = sum / count;
    let squares = 0;
    for (let at = from; at < values.length; at += step) squares += ((values[at] ?? 0) - mean) ** 2;
    const all = this.#count + count;
    const apart = mean - this.#mean;
    this.#squares += squares + (apart * apart * this.#count * count) / all;
    this.#mean += (apart * count) / all;
    this.#count = all;
  }

  figures(): FieldFigures['channels'][number] {
    return {
      mean: this.#mean,
      deviation: Math.sqrt(this.#squares / Math.max(1, this.#count)),
      least: this.#least,
      largest: this.#largest,
    };
  }
}
