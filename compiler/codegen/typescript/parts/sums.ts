/** Sums of values over the examples of an epoch. */
export class Sums {
  readonly #sums = new Map<string, number>();
  #examples = 0;

  add(
    names: readonly string[],
    values: ArrayLike<number>,
    examples: number,
  ): void {
    names.forEach((name, index) => {
      this.#sums.set(
        name,
        (this.#sums.get(name) ?? 0) + (values[index] ?? 0) * examples,
      );
    });
    this.#examples += examples;
  }

  get means(): Record<string, number> {
    if (this.#examples === 0)
      throw new RangeError("an epoch has no examples: its feed gave no batch");
    return Object.fromEntries(
      [...this.#sums].map(([name, sum]) => [name, sum / this.#examples]),
    );
  }
}
