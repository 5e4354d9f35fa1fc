import { targetAt, valuesAt } from '../evaluate/head-figures.ts';
import type { TrainedHead } from '../evaluate/head-meaning.ts';
import type { InspectedBatch } from '../evaluate/inspect-part.ts';
import { classesOf, type MaskMeaning } from '../evaluate/mask-figures.ts';
import { Largest } from './largest.ts';

/** An example with the mask that it has and the one that was predicted. */
export interface MaskExample {
  readonly index: number;
  readonly height: number;
  readonly width: number;
  /** The number of a class for each pixel; of none where nobody has labelled it. */
  readonly truth: Uint8Array;
  readonly predicted: Uint8Array;
  /** 1 for each labelled pixel that was taken for another class, else 0. */
  readonly mistakes: Uint8Array;
  readonly wrong: number;
  readonly labelled: number;
}

/** What a report tells of a head of masks. */
export interface MaskReport {
  /** Those of the largest share of wrong pixels. */
  readonly worst: readonly MaskExample[];
  readonly first: readonly MaskExample[];
}

const mostShown = 12;
const mostFirst = 6;

/** Gathers what a report tells of a head of masks, in memory that does not grow with the examples. */
export class MaskGatherer {
  readonly #head: TrainedHead;
  readonly #meaning: MaskMeaning;
  readonly #worst = new Largest<MaskExample>(mostShown);
  readonly #first: MaskExample[] = [];

  constructor(head: TrainedHead, meaning: MaskMeaning) {
    this.#head = head;
    this.#meaning = meaning;
  }

  add(batch: InspectedBatch): void {
    const { name, target } = this.#head;
    const [, height = 1, width = 1] = batch.predictions.get(name)?.shape ?? [];
    for (let place = 0; place < batch.count; place++) {
      const truth = Uint8Array.from(targetAt(batch, target, place));
      const predicted = classesOf(valuesAt(batch, name, place), truth.length, this.#meaning);
      const index = batch.indexes[place] ?? 0;
      const example = { index, height, width, truth, predicted, ...this.#compare(truth, predicted) };
      if (example.wrong > 0) this.#worst.offer(example.wrong / example.labelled, () => example);
      if (this.#first.length < mostFirst) this.#first.push(example);
    }
  }

  report(): MaskReport {
    return { worst: this.#worst.items(), first: this.#first };
  }

  #compare(truth: Uint8Array, predicted: Uint8Array): Pick<MaskExample, 'mistakes' | 'wrong' | 'labelled'> {
    const mistakes = new Uint8Array(truth.length);
    let [wrong, labelled] = [0, 0];
    truth.forEach((label, pixel) => {
      if (label >= this.#meaning.classes) return;
      labelled++;
      if (predicted[pixel] === label) return;
      mistakes[pixel] = 1;
      wrong++;
    });
    return { mistakes, wrong, labelled };
  }
}
