/** A piece of a region: free, or handed out. */
interface Chunk {
  readonly region: Region;
  readonly start: number;
  size: number;
  free: boolean;
  previous: Chunk | undefined;
  next: Chunk | undefined;
}

interface Region {
  readonly size: number;
  /** Where it lies among the others: small ones one behind the other, larger ones above them, each below the last. */
  readonly place: number;
  /** Disjoint ranges that something has been written to, in order. */
  touched: { start: number; end: number }[];
}

export type Allocation = Chunk;

const mebibyte = 2 ** 20;
const unit = 256;
const mostWaste = 128 * mebibyte;
/** What glibc's allocator takes from its heap at most. */
const mostOnHeap = 16 * mebibyte;

/**
 * The arena from which onnxruntime takes tensors and scratch: best fit with coalescing, in regions that double, never
 * given back while a session lives (`BFCArena` in onnxruntime/core/framework/bfc_arena.cc). What counts is what has
 * been written to: memory that is only reserved takes no page.
 */
export class Arena {
  #nextRegion = mebibyte;
  readonly #regions: Region[] = [];
  /** By size, then by address. */
  readonly #free: Chunk[] = [];

  /** Bytes that have ever been written to. */
  get touchedBytes(): number {
    return this.#regions
      .flatMap(({ touched }) => touched)
      .reduce((sum, { start, end }) => sum + end - start, 0);
  }

  /** Bytes that the arena's own table takes: eight for each 256 of a region, written when the region is made. */
  get tableBytes(): number {
    return this.#regions.reduce((sum, { size }) => sum + size / 32, 0);
  }

  allocate(bytes: number): Allocation {
    const size = Math.max(unit, Math.ceil(bytes / unit) * unit);
    const position = this.#firstThatFits(size);
    if (position === this.#free.length) {
      this.#extend(size);
      return this.allocate(bytes);
    }
    const [chunk] = this.#free.splice(position, 1);
    if (chunk === undefined) throw new RangeError('the free list has no such chunk');
    chunk.free = false;
    if (chunk.size >= 2 * size || chunk.size - size >= mostWaste) this.#split(chunk, size);
    touch(chunk.region, chunk.start, chunk.start + size);
    return chunk;
  }

  release(chunk: Allocation): void {
    chunk.free = true;
    const { next, previous } = chunk;
    if (next?.free === true) this.#merge(chunk, next);
    if (previous?.free === true) {
      this.#forget(previous);
      this.#merge(previous, chunk, false);
      this.#insert(previous);
    } else this.#insert(chunk);
  }

  #extend(size: number): void {
    const enough = size <= this.#nextRegion;
    while (size > this.#nextRegion) this.#nextRegion *= 2;
    const region: Region = { size: this.#nextRegion, place: this.#place(this.#nextRegion), touched: [] };
    this.#regions.push(region);
    this.#insert({ region, start: 0, size: region.size, free: true, previous: undefined, next: undefined });
    if (enough) this.#nextRegion *= 2;
  }

  #place(size: number): number {
    return size <= mostOnHeap ? this.#regions.length : Number.MAX_SAFE_INTEGER - this.#regions.length;
  }

  #split(chunk: Chunk, size: number): void {
    const { region, start, next } = chunk;
    const rest = { region, start: start + size, size: chunk.size - size, free: true, previous: chunk, next };
    if (next !== undefined) next.previous = rest;
    chunk.next = rest;
    chunk.size = size;
    this.#insert(rest);
  }

  /** Makes the chunk behind part of the one before it. */
  #merge(chunk: Chunk, behind: Chunk, listed = true): void {
    if (listed) this.#forget(behind);
    chunk.size += behind.size;
    chunk.next = behind.next;
    if (behind.next !== undefined) behind.next.previous = chunk;
  }

  #forget(chunk: Chunk): void {
    this.#free.splice(this.#free.indexOf(chunk, this.#firstThatFits(chunk.size)), 1);
  }

  #insert(chunk: Chunk): void {
    let position = this.#firstThatFits(chunk.size);
    for (let other = this.#free[position]; other !== undefined; other = this.#free[++position]) {
      if (other.size > chunk.size || isBefore(chunk, other)) break;
    }
    this.#free.splice(position, 0, chunk);
  }

  #firstThatFits(size: number): number {
    let [low, high] = [0, this.#free.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#free[middle]?.size ?? 0) < size) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const isBefore = (a: Chunk, b: Chunk): boolean =>
  a.region.place < b.region.place || (a.region === b.region && a.start < b.start);

function touch(region: Region, start: number, end: number): void {
  const { touched } = region;
  const from = touched.findIndex((range) => range.end >= start);
  if (from < 0) return void touched.push({ start, end });
  let behind = from;
  for (let range = touched[behind]; range !== undefined && range.start <= end; range = touched[++behind]) {
    start = Math.min(start, range.start);
    end = Math.max(end, range.end);
  }
  touched.splice(from, behind - from, { start, end });
}
