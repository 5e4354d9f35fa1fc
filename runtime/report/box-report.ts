import { decodeBox } from '../data/prepare/decode-box.ts';
import type { Corners } from '../data/source.ts';
import { boxOverlap } from '../metrics/box-overlap.ts';
import { targetAt, valuesAt } from '../evaluate/head-figures.ts';
import type { HeadMeaning, TrainedHead } from '../evaluate/head-meaning.ts';
import type { InspectedBatch } from '../evaluate/inspect-part.ts';
import { Largest } from './largest.ts';

/** An example with the box that it has and the one that was predicted, in fractions of the prepared picture. */
export interface BoxExample {
  readonly index: number;
  readonly truth: Corners;
  readonly predicted: Corners;
  readonly overlap: number;
}

/** What a report tells of a head of boxes, besides its figures. */
export interface BoxReport {
  /** How many examples have an overlap of 0 to 0.05, to 0.1, …. */
  readonly overlaps: readonly number[];
  readonly worst: readonly BoxExample[];
  readonly first: readonly BoxExample[];
  /** How many true boxes have so much width and height, in tenths of the picture: rows of heights, columns of widths. */
  readonly sizes: readonly (readonly number[])[];
}

const bins = 20;
const tenths = 10;
const mostShown = 12;

/** Gathers what a report tells of a head of boxes, in memory that does not grow with the examples. */
export class BoxGatherer {
  readonly #head: TrainedHead;
  readonly #form: Extract<HeadMeaning, { readonly kind: 'box' }>['form'];
  readonly #overlaps = new Array<number>(bins).fill(0);
  readonly #sizes = Array.from({ length: tenths }, () => new Array<number>(tenths).fill(0));
  readonly #worst = new Largest<BoxExample>(mostShown);
  readonly #first: BoxExample[] = [];

  constructor(head: TrainedHead, { form }: Extract<HeadMeaning, { readonly kind: 'box' }>) {
    this.#head = head;
    this.#form = form;
  }

  add(batch: InspectedBatch): void {
    const { name, target } = this.#head;
    for (let place = 0; place < batch.count; place++) {
      const truth = decodeBox(targetAt(batch, target, place), this.#form);
      const predicted = decodeBox(valuesAt(batch, name, place), this.#form);
      const overlap = boxOverlap(truth, predicted);
      const example = { index: batch.indexes[place] ?? 0, truth, predicted, overlap };
      const bin = binOf(overlap, bins);
      this.#overlaps[bin] = (this.#overlaps[bin] ?? 0) + 1;
      const row = this.#sizes[binOf(truth[3] - truth[1], tenths)] ?? [];
      const column = binOf(truth[2] - truth[0], tenths);
      row[column] = (row[column] ?? 0) + 1;
      this.#worst.offer(-overlap, () => example);
      if (this.#first.length < mostShown) this.#first.push(example);
    }
  }

  report(): BoxReport {
    return {
      overlaps: this.#overlaps,
      sizes: this.#sizes,
      worst: this.#worst.items(),
      first: this.#first,
    };
  }
}

const binOf = (share: number, count: number): number =>
  Math.min(count - 1, Math.max(0, Math.floor(share * count)));
