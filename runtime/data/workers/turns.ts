/** Lets work of various sizes go on at once as long as all of it fits a limit; what is larger goes on alone. */
export class Turns {
  readonly #limit: number;
  #taken = 0;
  #waiting: (() => void)[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  async take<T>(size: number, work: () => Promise<T>): Promise<T> {
    const part = Math.min(size, this.#limit);
    while (this.#taken + part > this.#limit)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#taken += part;
    try {
      return await work();
    } finally {
      this.#taken -= part;
      for (const resume of this.#waiting.splice(0)) resume();
    }
  }
}
