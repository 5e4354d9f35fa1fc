import type { Extent } from './extent.ts';

/** Many sizes in little memory: those of each op of a program. */
export class ExtentList implements Iterable<Extent> {
  readonly #constants: Float64Array;
  readonly #perBatch: Float64Array;

  constructor(length: number) {
    this.#constants = new Float64Array(length);
    this.#perBatch = new Float64Array(length);
  }

  get length(): number {
    return this.#constants.length;
  }

  set(index: number, constant: number, perBatch: number): void {
    this.#constants[index] = constant;
    this.#perBatch[index] = perBatch;
  }

  /** The value of a size for a batch of `batch`. */
  valueAt(index: number, batch: number): number {
    return (this.#constants[index] ?? 0) + (this.#perBatch[index] ?? 0) * batch;
  }

  *[Symbol.iterator](): Generator<Extent> {
    for (let index = 0; index < this.length; index++) {
      yield { constant: this.#constants[index] ?? 0, perBatch: this.#perBatch[index] ?? 0 };
    }
  }
}
