import type { Example } from './source.ts';

/** Bytes of pixels that a source keeps; the rest is decoded or drawn anew in each epoch. */
const defaultLimit = 2 ** 29;

/**
 * Keeps decoded examples while their bytes fit. What is in stays in: examples are read over and over in
 * changing order, where replacing the oldest would keep none of them until it is wanted again.
 */
export class ByteCache {
  readonly #limit: number;
  readonly #examples = new Map<number, Example>();
  #bytes = 0;

  /** `limit` in bytes. */
  constructor(limit = defaultLimit) {
    this.#limit = limit;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(index: number): Example | undefined {
    return this.#examples.get(index);
  }

  /** Keeps an example if there is room. */
  offer(index: number, example: Example): void {
    const size = example.image.data.byteLength;
    if (this.#bytes + size > this.#limit || this.#examples.has(index)) return;
    this.#bytes += size;
    this.#examples.set(index, example);
  }
}
