import { FirstLines } from '../listing/first-lines.ts';

/** So many are named; the others are counted. */
const mostNamed = 200;

/** What is wrong with the objects of pictures: each where it stands, in words. */
export class Faults {
  readonly #found = new FirstLines(mostNamed);

  /** `place`: a file and a line of it. */
  add(place: string, problem: string): void {
    this.#found.add(`${place}: ${problem}`);
  }

  get count(): number {
    return this.#found.count;
  }

  /** A line for each of the first, and one for how many more there are. */
  get lines(): readonly string[] {
    return this.#found.lines;
  }
}
