import { generator } from '../numbers.ts';

/** What is drawn by chance, the same for the same seed. */
export class Dice {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = generator(seed);
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.#next() * (high - low + 1));
  }

  /** One of some things, each as likely as the others. */
  pick<T>(things: readonly T[]): T {
    return things[this.whole(0, things.length - 1)] as T;
  }

  /** True once in `1 / probability` times. */
  chance(probability: number): boolean {
    return this.#next() < probability;
  }

  /** A text with some probability, else nothing. */
  maybe(probability: number, text: () => string): string {
    return this.chance(probability) ? text() : '';
  }

  /** As many texts as it gives, one after the other. */
  several(count: number, text: (index: number) => string): string {
    return Array.from({ length: count }, (_, index) => text(index)).join(' ');
  }
}
