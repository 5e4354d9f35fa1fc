/** What loops make, by their rounds. */
export class Rounds<T> {
  readonly #values = new Map<string, T>();

  set(value: T, ...rounds: number[]): void {
    this.#values.set(rounds.join(), value);
  }

  get(...rounds: number[]): T {
    const value = this.#values.get(rounds.join());
    if (value === undefined)
      throw new RangeError(`no round ${rounds.join()} has been`);
    return value;
  }
}
