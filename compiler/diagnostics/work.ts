/** Values of lists and characters of texts that the expressions of one file may make and read: a tenth of a second. */
export const maximumWork = 5_000_000;

/** What the evaluation of one file may still cost. */
export class Work {
  #taken = 0;

  /** What has been taken so far. */
  get taken(): number {
    return this.#taken;
  }

  get isSpent(): boolean {
    return !this.allows(0);
  }

  /** Whether so much more may be taken. */
  allows(count: number): boolean {
    return this.#taken + count <= maximumWork;
  }

  /** Takes some of it; false where that is too much. */
  take(count: number): boolean {
    this.#taken += count;
    return !this.isSpent;
  }
}
