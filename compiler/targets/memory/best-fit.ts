/** What a request was given; `size` may be more than it asked for. */
export interface Piece {
  readonly start: number;
  readonly size: number;
}

interface Chunk extends Piece {
  readonly region: Region;
  size: number;
  free: boolean;
  previous: Chunk | undefined;
  next: Chunk | undefined;
}

interface Region {
  readonly start: number;
  /** Where the last piece ever asked for ends. */
  highWater: number;
}

const unit = 256;
const mostWaste = 128 * 2 ** 20;

/** Bytes that a request takes. */
const rounded = (bytes: number): number => Math.max(unit, Math.ceil(bytes / unit) * unit);

/**
 * Memory from which pieces are taken and given back, by best fit with coalescing: the smallest free piece
 * that is large enough, of several the one at the lowest address, which joins its free neighbours when it is given back.
 * As onnxruntime and TensorFlow do in each region of theirs (`bfc_arena.cc` in onnxruntime/core/framework,
 * `bfc_allocator.cc` in tensorflow/core/framework).
 */
export class BestFit {
  /** By size, then by address. */
  readonly #free: Chunk[] = [];
  readonly #regions: Region[] = [];
  readonly #taken = new Map<Piece, Chunk>();

  /** `capacity`: the bytes of the first region; without an end where none is given. */
  constructor(capacity = Infinity) {
    this.#addRegion(0, capacity);
  }

  /** Bytes from the start of each region to the end of the last that was ever asked for in it. */
  get highWater(): number {
    return this.#regions.reduce((sum, { start, highWater }) => sum + highWater - start, 0);
  }

  /** Adds a region, at lower addresses than all others: no piece spans two. */
  extend(capacity: number): void {
    this.#addRegion(Math.min(...this.#regions.map(({ start }) => start)) - capacity, capacity);
  }

  /** A piece of at least so many bytes; nothing where no free one is large enough. */
  allocate(bytes: number): Piece | undefined {
    const size = rounded(bytes);
    const [chunk] = this.#free.splice(this.#firstThatFits(size), 1);
    if (chunk === undefined) return undefined;
    chunk.free = false;
    if (chunk.size >= 2 * size || chunk.size - size >= mostWaste) this.#split(chunk, size);
    chunk.region.highWater = Math.max(chunk.region.highWater, chunk.start + size);
    this.#taken.set(chunk, chunk);
    return chunk;
  }

  /** Gives a piece back. Throws a RangeError for one that is not held. */
  release(piece: Piece): void {
    const chunk = this.#taken.get(piece);
    if (chunk === undefined) throw new RangeError(`no piece at ${piece.start} is held`);
    this.#taken.delete(piece);
    chunk.free = true;
    const { next, previous } = chunk;
    if (next?.free === true) {
      this.#forget(next);
      join(chunk, next);
    }
    if (previous?.free !== true) return this.#insert(chunk);
    this.#forget(previous);
    join(previous, chunk);
    this.#insert(previous);
  }

  #addRegion(start: number, size: number): void {
    const region = { start, highWater: start };
    this.#regions.push(region);
    this.#insert({ region, start, size, free: true, previous: undefined, next: undefined });
  }

  #split(chunk: Chunk, size: number): void {
    const { region, start, next } = chunk;
    const rest = { region, start: start + size, size: chunk.size - size, free: true, previous: chunk, next };
    if (next !== undefined) next.previous = rest;
    chunk.next = rest;
    chunk.size = size;
    this.#insert(rest);
  }

  #forget(chunk: Chunk): void {
    this.#free.splice(this.#free.indexOf(chunk, this.#firstThatFits(chunk.size)), 1);
  }

  #insert(chunk: Chunk): void {
    let position = this.#firstThatFits(chunk.size);
    for (let other = this.#free[position]; other !== undefined; other = this.#free[++position]) {
      if (other.size > chunk.size || other.start > chunk.start) break;
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

/** Makes a chunk part of the one before it. */
function join(chunk: Chunk, behind: Chunk): void {
  chunk.size += behind.size;
  chunk.next = behind.next;
  if (behind.next !== undefined) behind.next.previous = chunk;
}
