/** Lines of which the first are kept, and all are counted: what hostile data could have a million of. */
export class FirstLines {
  readonly #lines: string[] = [];
  readonly #most: number;
  #count = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(line: string): void {
    this.#count++;
    if (this.#lines.length < this.#most) this.#lines.push(line);
  }

  /** Takes over those of another, each changed. */
  takeFrom(other: FirstLines, change: (line: string) => string): void {
    this.#count += other.#count;
    this.#lines.push(...other.#lines.slice(0, Math.max(0, this.#most - this.#lines.length)).map(change));
  }

  get count(): number {
    return this.#count;
  }

  /** The first, and a line for how many more there are. */
  get lines(): readonly string[] {
    const more = this.#count - this.#lines.length;
    return more === 0 ? this.#lines : [...this.#lines, `and ${more} more`];
  }
}
