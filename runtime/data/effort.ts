/**
 * How much of something may be looked at, by a count, so that the same is seen each time, on any machine: about a quarter of a
 * second of work, whatever there is.
 */
export class Effort {
  #left: number;
  #isSpent = false;

  /** In entries of folders that are listed. */
  constructor(left = 2 ** 18) {
    this.#left = left;
  }

  get left(): number {
    return this.#left;
  }

  /** Whether something had to be left undone. */
  isSpent(): boolean {
    return this.#isSpent;
  }

  /** Takes so much, where that is left. */
  take(amount: number): boolean {
    const enough = amount <= this.#left;
    if (enough) this.#left -= amount;
    else this.#isSpent = true;
    return enough;
  }

  /** Does something with a part; what it leaves is there for others. */
  async share<T>(part: number, act: (effort: Effort) => Promise<T>): Promise<T> {
    const shared = new Effort(Math.min(part, this.#left));
    const before = shared.left;
    const result = await act(shared);
    this.#left -= before - shared.left;
    this.#isSpent ||= shared.isSpent();
    return result;
  }
}
