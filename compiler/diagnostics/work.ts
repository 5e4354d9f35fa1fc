/** Values of lists and characters of texts that the expressions of one file may make and read: a tenth of a second. */
export const maximumWork = 5_000_000;

/** What the evaluation of one file may still cost. */
export class Work {
  #left = maximumWork;

  get isSpent(): boolean {
    return this.#left < 0;
  }

  /** Takes some of it; false where that is too much. */
  take(count: number): boolean {
    this.#left -= count;
    return !this.isSpent;
  }
}
