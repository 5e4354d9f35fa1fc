import { createHash } from 'node:crypto';

/**
 * A stream of random numbers: xoshiro128** (Blackman & Vigna, 2018), whose state is the first 128 bits of
 * SHA-256 over `<seed>/<path>`. Streams of different paths are independent, and a stream is the same on
 * every machine; nothing has to be stored to begin one again.
 */
export class RandomStream {
  #a: number;
  #b: number;
  #c: number;
  #d: number;
  #spare: number | undefined;

  constructor(seed: number, path: string) {
    const digest = createHash('sha256').update(`${seed}/${path}`).digest();
    this.#a = digest.readUInt32LE(0);
    this.#b = digest.readUInt32LE(4);
    this.#c = digest.readUInt32LE(8);
    // The all-zero state is the one that xoshiro cannot leave.
    this.#d = digest.readUInt32LE(12) | 1;
  }

  /** An integer, uniform in [0, 2³²). */
  uint32(): number {
    const product = Math.imul(this.#b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result;
  }

  /** A multiple of 2⁻²⁴, uniform in [0, 1): exact as a float32. */
  uniform(): number {
    return (this.uint32() >>> 8) * 2 ** -24;
  }

  /** An integer, uniform in [0, bound), without bias; `bound` is at least 1 and at most 2³². */
  below(bound: number): number {
    const limit = 2 ** 32 - (2 ** 32 % bound);
    for (;;) {
      const value = this.uint32();
      if (value < limit) return value % bound;
    }
  }

  /** Standard normal, by Marsaglia's polar method. */
  normal(): number {
    if (this.#spare !== undefined) {
      const spare = this.#spare;
      this.#spare = undefined;
      return spare;
    }
    for (;;) {
      const x = (this.uint32() + 0.5) * 2 ** -31 - 1;
      const y = (this.uint32() + 0.5) * 2 ** -31 - 1;
      const square = x * x + y * y;
      if (square >= 1) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      this.#spare = y * factor;
      return x * factor;
    }
  }

  /** Standard normal, drawn anew until it lies within two standard deviations. */
  truncatedNormal(): number {
    for (;;) {
      const value = this.normal();
      if (Math.abs(value) <= 2) return value;
    }
  }
}

/** The whole numbers 0 … count − 1 in random order (Fisher–Yates). */
export function permutation(count: number, stream: RandomStream): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  shuffle(order, stream);
  return order;
}

/** Puts the elements in random order, in place. */
export function shuffle(values: Uint32Array, stream: RandomStream): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = stream.below(last + 1);
    const value = values[last] ?? 0;
    values[last] = values[other] ?? 0;
    values[other] = value;
  }
}
