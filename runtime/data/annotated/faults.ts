/** So many are named; the others are counted. */
const mostNamed = 200;

/** What is wrong with the objects of pictures: each where it stands, in words. */
export class Faults {
  readonly #named: string[] = [];
  #count = 0;

  /** `place`: a file and a line of it. */
  add(place: string, problem: string): void {
    this.#count++;
    if (this.#named.length < mostNamed) this.#named.push(`${place}: ${problem}`);
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
