/** So many are named; the others are counted. */
const mostNamed = 8;

/** What of a folder is no example, and why: a few by name, all by number. */
export class LeftOut {
  readonly #named: string[] = [];
  #count = 0;

  /** `name` from the directory of the data; `reason` says what it is. */
  add(name: string, reason: string): void {
    this.#count++;
    if (this.#named.length < mostNamed) this.#named.push(`\`${name}\` ${reason}`);
  }

  /** Takes over what was left out of a folder. */
  takeFrom(other: LeftOut, folder: string): void {
    this.#count += other.#count;
    const named = other.#named.map((line) => line.replace(/^`/, `\`${folder}/`));
    this.#named.push(...named.slice(0, Math.max(0, mostNamed - this.#named.length)));
  }

  get count(): number {
    return this.#count;
  }

  /** A line for each of the first, and one for how many more there are. */
  get lines(): readonly string[] {
    const more = this.#count - this.#named.length;
    return more === 0 ? this.#named : [...this.#named, `and ${more} more`];
  }
}
