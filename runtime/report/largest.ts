/** Keeps the items of the largest values, in memory that does not grow with what is offered. */
export class Largest<T> {
  readonly #room: number;
  readonly #kept: { readonly value: number; readonly item: T }[] = [];

  constructor(room: number) {
    this.#room = room;
  }

  /** `item` is made only where it is kept; of equal values the first stay. */
  offer(value: number, item: () => T): void {
    if (this.#room === 0 || Number.isNaN(value)) return;
    const last = this.#kept.at(-1);
    if (this.#kept.length >= this.#room && last !== undefined && value <= last.value) return;
    const after = this.#kept.findIndex((each) => each.value < value);
    this.#kept.splice(after < 0 ? this.#kept.length : after, 0, { value, item: item() });
    if (this.#kept.length > this.#room) this.#kept.pop();
  }

  /** The largest first. */
  items(): readonly T[] {
    return this.#kept.map(({ item }) => item);
  }
}
