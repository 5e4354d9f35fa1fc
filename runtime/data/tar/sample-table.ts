/** A sample of a shard. */
export interface TarSample {
  readonly shard: number;
  readonly name: string;
  readonly position: number;
  readonly size: number;
  /** What its class is written as: a number of a word. */
  readonly word: number;
  readonly pixels: number;
  readonly bytes: number;
}

/** Columns of numbers that grow: some 45 bytes a sample, whatever its picture has. */
export class SampleTable {
  #shards = new Uint32Array(1024);
  #positions = new Float64Array(1024);
  #sizes = new Uint32Array(1024);
  #words = new Int32Array(1024);
  #pixels = new Uint32Array(1024);
  #bytes = new Float64Array(1024);
  #ends = new Float64Array(1024);
  #names = Buffer.alloc(2 ** 14);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(sample: TarSample): void {
    const at = this.#count++;
    if (at === this.#shards.length) this.#grow();
    this.#shards[at] = sample.shard;
    this.#positions[at] = sample.position;
    this.#sizes[at] = sample.size;
    this.#words[at] = sample.word;
    this.#pixels[at] = sample.pixels;
    this.#bytes[at] = sample.bytes;
    const start = at === 0 ? 0 : (this.#ends[at - 1] ?? 0);
    const end = start + Buffer.byteLength(sample.name);
    while (end > this.#names.length)
      this.#names = Buffer.concat([this.#names, Buffer.alloc(this.#names.length)]);
    this.#names.write(sample.name, start);
    this.#ends[at] = end;
  }

  at(index: number): TarSample {
    const start = index === 0 ? 0 : (this.#ends[index - 1] ?? 0);
    return {
      shard: this.#shards[index] ?? 0,
      name: this.#names.toString('utf8', start, this.#ends[index]),
      position: this.#positions[index] ?? 0,
      size: this.#sizes[index] ?? 0,
      word: this.#words[index] ?? 0,
      pixels: this.#pixels[index] ?? 0,
      bytes: this.#bytes[index] ?? 0,
    };
  }

  wordOf(index: number): number {
    return this.#words[index] ?? 0;
  }

  /** What headers say of all pictures. */
  measured(): { readonly pixels: Uint32Array; readonly bytes: Float64Array } {
    return { pixels: this.#pixels.subarray(0, this.#count), bytes: this.#bytes.subarray(0, this.#count) };
  }

  #grow(): void {
    const size = 2 * this.#shards.length;
    const [shards, positions, sizes] = [new Uint32Array(size), new Float64Array(size), new Uint32Array(size)];
    const [words, pixels, bytes, ends] = [
      new Int32Array(size),
      new Uint32Array(size),
      new Float64Array(size),
      new Float64Array(size),
    ];
    shards.set(this.#shards);
    positions.set(this.#positions);
    sizes.set(this.#sizes);
    words.set(this.#words);
    pixels.set(this.#pixels);
    bytes.set(this.#bytes);
    ends.set(this.#ends);
    [this.#shards, this.#positions, this.#sizes] = [shards, positions, sizes];
    [this.#words, this.#pixels, this.#bytes, this.#ends] = [words, pixels, bytes, ends];
  }
}
