import { freemem } from 'node:os';
import type { Example } from './source.ts';

/** A quarter of the memory that is free, and at most 2 GiB; in bytes. */
export function roomForExamples(): number {
  const limit = process.constrainedMemory();
  const free = limit > 0 ? Math.min(freemem(), limit - process.memoryUsage.rss()) : freemem();
  return Math.min(2 ** 31, Math.max(0, free / 4));
}

/**
 * Keeps examples while their bytes fit. What is in stays in: examples are read over and over in changing
 * order, where replacing the oldest would keep none of them until it is wanted again.
 */
export class ByteCache {
  readonly #limit: number;
  readonly #examples = new Map<number, Example>();
  #bytes = 0;

  /** `limit` in bytes. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Whether something was refused: the others need not be offered. */
  full = false;

  get(index: number): Example | undefined {
    return this.#examples.get(index);
  }

  /** Which share of so many examples there is room for, by the size of those that are kept: 0 where none is. */
  share(examples: number): number {
    const { size } = this.#examples;
    return size === 0 ? 0 : Math.min(1, (this.#limit * size) / (this.#bytes * examples));
  }

  /** Keeps an example if there is room. */
  offer(index: number, example: Example): void {
    if (this.#examples.has(index)) return;
    const size = [example.image, example.mask, example.target].reduce(
      (sum, picture) => sum + (picture?.data.byteLength ?? 0),
      0,
    );
    this.full ||= this.#bytes + size > this.#limit;
    if (this.full) return;
    this.#bytes += size;
    this.#examples.set(index, example);
  }
}
