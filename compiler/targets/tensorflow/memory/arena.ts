import { BestFit, type Piece } from '../../memory/best-fit.ts';

const mebibyte = 2 ** 20;

/** Smaller ones are taken from the heap of the process (`MklCPUAllocator` in core/common_runtime/mkl_cpu_allocator.h). */
export const smallestInArena = 2 ** 18;

/**
 * TensorFlow's memory on a CPU: best fit in regions that double, never given back while the process lives
 * (`BFCAllocator` in tsl/framework/bfc_allocator.cc).
 */
export class Arena {
  readonly #memory = new BestFit(0);
  #nextRegion = 2 * mebibyte;
  #regionBytes = 0;

  /** Bytes that have ever been written to, and those of its own table: eight for each 256 of a region. */
  get bytes(): number {
    return this.#memory.highWater + this.#regionBytes / 32;
  }

  allocate(bytes: number): Piece {
    const found = this.#memory.allocate(bytes);
    if (found !== undefined) return found;
    this.#extend(bytes);
    return this.allocate(bytes);
  }

  release(piece: Piece): void {
    this.#memory.release(piece);
  }

  #extend(bytes: number): void {
    const enough = bytes <= this.#nextRegion;
    while (bytes > this.#nextRegion) this.#nextRegion *= 2;
    this.#memory.extend(this.#nextRegion);
    this.#regionBytes += this.#nextRegion;
    if (enough) this.#nextRegion *= 2;
  }
}
