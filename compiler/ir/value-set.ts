import type { Value } from './ir.ts';

/** A set of values of one program, for passes over programs of many ops. */
export class ValueSet {
  readonly #members: Uint8Array;

  /** `idLimit`: above the id of every value that may be added. */
  constructor(idLimit: number, values: Iterable<Value> = []) {
    this.#members = new Uint8Array(idLimit);
    for (const value of values) this.add(value);
  }

  has({ id }: Value): boolean {
    return this.#members[id] === 1;
  }

  add({ id }: Value): void {
    this.#members[id] = 1;
  }
}
