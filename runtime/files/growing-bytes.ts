import { tooLarge } from './file-error.ts';

/** Node reads less than 2 GiB at once. */
export const partOf = (length: number): number => Math.min(length, 2 ** 30);

/** Bytes as they come in: as many as the system said there would be, and more where the file goes on. */
export class GrowingBytes {
  bytes: Buffer;
  filled = 0;
  readonly #limit: number;

  constructor(size: number, limit: number) {
    this.bytes = Buffer.alloc(size + 1);
    this.#limit = limit;
  }

  get room(): number {
    return partOf(this.bytes.length - this.filled);
  }

  /** Takes note of what was read; whether more may be there. */
  grow(read: number): boolean {
    this.filled += read;
    if (this.filled > this.#limit) throw tooLarge('more', this.#limit);
    if (read > 0 && this.filled === this.bytes.length) {
      const larger = Buffer.alloc(Math.min(Math.max(2 * this.filled, 4096), this.#limit + 1));
      larger.set(this.bytes);
      this.bytes = larger;
    }
    return read > 0;
  }

  content(): Buffer {
    return this.bytes.subarray(0, this.filled);
  }
}
