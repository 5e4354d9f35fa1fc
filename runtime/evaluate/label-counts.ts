import { ratio, type ClassFigures, type Rates } from './confusion.ts';

/** What a head of several classes at once came to. */
export interface LabelFigures {
  readonly kind: 'labels';
  readonly examples: number;
  /** The share of the examples of which every class is right. */
  readonly exact: number;
  readonly perClass: readonly ClassFigures[];
  /** Each class counts the same; without classes that neither occur nor were predicted. */
  readonly macro: Rates;
  /** Each yes counts the same, whatever its class. */
  readonly micro: Rates;
}

/** Counts of a yes or no to each class: bounded by the classes, whatever the examples. A yes is likelier than not. */
export class LabelCounts {
  readonly #hits: Float64Array;
  readonly #truths: Float64Array;
  readonly #taken: Float64Array;
  #examples = 0;
  #exact = 0;

  constructor(classes: number) {
    [this.#hits, this.#truths, this.#taken] = [
      new Float64Array(classes),
      new Float64Array(classes),
      new Float64Array(classes),
    ];
  }

  add(truth: ArrayLike<number>, probabilities: ArrayLike<number>): void {
    let right = true;
    for (let label = 0; label < this.#hits.length; label++) {
      const [is, taken] = [(truth[label] ?? 0) > 0.5, (probabilities[label] ?? 0) > 0.5];
      if (is) count(this.#truths, label);
      if (taken) count(this.#taken, label);
      if (is && taken) count(this.#hits, label);
      right &&= is === taken;
    }
    this.#examples++;
    if (right) this.#exact++;
  }

  figures(): LabelFigures {
    const perClass = Array.from(this.#hits, (hits, label) =>
      figuresOf(hits, this.#truths[label] ?? 0, this.#taken[label] ?? 0),
    );
    const seen = perClass.filter(({ support, taken }) => support + taken > 0);
    const mean = (key: keyof Rates): number => ratio(sum(seen.map((each) => each[key])), seen.length);
    return {
      kind: 'labels',
      examples: this.#examples,
      exact: ratio(this.#exact, this.#examples),
      perClass,
      macro: { precision: mean('precision'), recall: mean('recall'), f1: mean('f1') },
      micro: ratesOf(sum(this.#hits), sum(this.#truths), sum(this.#taken)),
    };
  }
}

const figuresOf = (hits: number, support: number, taken: number): ClassFigures => ({
  ...{ support, taken },
  ...ratesOf(hits, support, taken),
});

const ratesOf = (hits: number, support: number, taken: number): Rates => ({
  precision: ratio(hits, taken),
  recall: ratio(hits, support),
  f1: ratio(2 * hits, support + taken),
});

function count(counts: Float64Array, label: number): void {
  counts[label] = (counts[label] ?? 0) + 1;
}

const sum = (values: Iterable<number>): number => [...values].reduce((all, value) => all + value, 0);
