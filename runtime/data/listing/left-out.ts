import { FirstLines } from './first-lines.ts';

/** So many are named; the others are counted. */
const mostNamed = 8;

/** What of a folder is no example, and why: a few by name, all by number. */
export class LeftOut {
  readonly #found = new FirstLines(mostNamed);

  /** `name` from the directory of the data; `reason` says what it is. */
  add(name: string, reason: string): void {
    this.#found.add(`\`${name}\` ${reason}`);
  }

  /** Takes over what was left out of a folder. */
  takeFrom(other: LeftOut, folder: string): void {
    this.#found.takeFrom(other.#found, (line) => line.replace(/^`/, `\`${folder}/`));
  }

  get count(): number {
    return this.#found.count;
  }

  /** A line for each of the first, and one for how many more there are. */
  get lines(): readonly string[] {
    return this.#found.lines;
  }
}
