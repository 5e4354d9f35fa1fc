import { decodeBox } from '../data/prepare/decode-box.ts';
import { boxOverlap } from '../metrics/box-overlap.ts';
import {
  classAverages,
  classFigures,
  type ClassAverages,
  type ClassFigures,
  Confusion,
} from './confusion.ts';
import { probabilitiesOf, type HeadMeaning, type TrainedHead } from './head-meaning.ts';
import { classesOf, MaskCounts, type MaskFigures, type MaskMeaning } from './mask-figures.ts';
import type { InspectedBatch } from './inspect-part.ts';
import { LabelCounts, type LabelFigures } from './label-counts.ts';

/** What a head came to besides its losses and metrics. */
export type HeadFigures =
  | ({
      readonly kind: 'classes';
      readonly confusion: Confusion;
      readonly perClass: readonly ClassFigures[];
      /** Whether it gives logits of a yes, of which probabilities are made: a metric of Keras's compares them themselves. */
      readonly isLogit: boolean;
    } & ClassAverages)
  | LabelFigures
  | MaskFigures
  | {
      readonly kind: 'box';
      /** The mean over the examples of the overlap of the true box and the predicted one. */
      readonly meanIou: number;
      /** The share of the examples whose overlap is at least so much. */
      readonly atLeast: { readonly half: number; readonly threeQuarters: number };
    };

/** Adds up what a head comes to, in memory that does not grow with the examples. */
export interface HeadCollector {
  add(batch: InspectedBatch): void;
  figures(): HeadFigures;
}

/** What adds up a head's figures; undefined where there is nothing but its losses and metrics. */
export function headCollector(head: TrainedHead): HeadCollector | undefined {
  const { meaning } = head;
  if (meaning.kind === 'classes' || meaning.kind === 'binary') return new ClassCollector(head, meaning);
  if (meaning.kind === 'labels') return new LabelCollector(head, meaning);
  if (meaning.kind === 'mask') return new MaskCollector(head, meaning);
  return meaning.kind === 'box' ? new BoxCollector(head, meaning) : undefined;
}

/** The class that a head takes an example for: the largest value; of a single number, whether it is likelier than not. */
export function classOf(values: ArrayLike<number>, meaning: ClassMeaning): number {
  if (meaning.kind === 'binary') return (probabilitiesOf(values, meaning.activation)[0] ?? 0) > 0.5 ? 1 : 0;
  let best = 0;
  for (let index = 1; index < values.length; index++)
    if ((values[index] ?? 0) > (values[best] ?? 0)) best = index;
  return best;
}

export type ClassMeaning = Extract<HeadMeaning, { readonly kind: 'classes' | 'binary' }>;

/** The values that a head gives for one example of a batch. */
export function valuesAt(
  { predictions, count }: InspectedBatch,
  head: string,
  index: number,
): ArrayLike<number> {
  const values = predictions.get(head)?.data;
  if (values === undefined) throw new RangeError(`nothing is predicted by ${head}`);
  const size = values.length / count;
  return values.subarray(index * size, (index + 1) * size);
}

/** The values of a head's target for one example of a batch. */
export function targetAt({ targets, count }: InspectedBatch, target: string, index: number): Float32Array {
  const values = targets.get(target);
  if (values === undefined) throw new RangeError(`the data has no ${target}`);
  const size = values.length / count;
  return values.subarray(index * size, (index + 1) * size);
}

class ClassCollector implements HeadCollector {
  readonly #head: TrainedHead;
  readonly #meaning: ClassMeaning;
  readonly #confusion: Confusion;

  constructor(head: TrainedHead, meaning: ClassMeaning) {
    this.#head = head;
    this.#meaning = meaning;
    this.#confusion = new Confusion(meaning.kind === 'binary' ? 2 : meaning.classes);
  }

  add(batch: InspectedBatch): void {
    const { name, target } = this.#head;
    for (let index = 0; index < batch.count; index++) {
      const [truth = 0] = targetAt(batch, target, index);
      this.#confusion.add(truth, classOf(valuesAt(batch, name, index), this.#meaning));
    }
  }

  figures(): HeadFigures {
    const confusion = this.#confusion;
    return {
      kind: 'classes',
      confusion,
      perClass: classFigures(confusion),
      isLogit: this.#meaning.kind === 'binary' && this.#meaning.activation === 'sigmoid',
      ...classAverages(confusion),
    };
  }
}

class LabelCollector implements HeadCollector {
  readonly #head: TrainedHead;
  readonly #meaning: Extract<HeadMeaning, { readonly kind: 'labels' }>;
  readonly #counts: LabelCounts;

  constructor(head: TrainedHead, meaning: Extract<HeadMeaning, { readonly kind: 'labels' }>) {
    this.#head = head;
    this.#meaning = meaning;
    this.#counts = new LabelCounts(meaning.classes);
  }

  add(batch: InspectedBatch): void {
    const { name, target } = this.#head;
    for (let index = 0; index < batch.count; index++)
      this.#counts.add(
        targetAt(batch, target, index),
        probabilitiesOf(valuesAt(batch, name, index), this.#meaning.activation),
      );
  }

  figures(): HeadFigures {
    return this.#counts.figures();
  }
}

class MaskCollector implements HeadCollector {
  readonly #head: TrainedHead;
  readonly #meaning: MaskMeaning;
  readonly #counts: MaskCounts;

  constructor(head: TrainedHead, meaning: MaskMeaning) {
    this.#head = head;
    this.#meaning = meaning;
    this.#counts = new MaskCounts(meaning.classes);
  }

  add(batch: InspectedBatch): void {
    const { name, target } = this.#head;
    for (let index = 0; index < batch.count; index++) {
      const truth = targetAt(batch, target, index);
      this.#counts.add(truth, classesOf(valuesAt(batch, name, index), truth.length, this.#meaning));
    }
  }

  figures(): HeadFigures {
    return this.#counts.figures();
  }
}

class BoxCollector implements HeadCollector {
  readonly #head: TrainedHead;
  readonly #meaning: Extract<HeadMeaning, { readonly kind: 'box' }>;
  #examples = 0;
  #overlap = 0;
  #half = 0;
  #threeQuarters = 0;

  constructor(head: TrainedHead, meaning: Extract<HeadMeaning, { readonly kind: 'box' }>) {
    this.#head = head;
    this.#meaning = meaning;
  }

  add(batch: InspectedBatch): void {
    const { name, target } = this.#head;
    const { form } = this.#meaning;
    for (let index = 0; index < batch.count; index++) {
      const truth = decodeBox(targetAt(batch, target, index), form);
      const overlap = boxOverlap(truth, decodeBox(valuesAt(batch, name, index), form));
      this.#examples++;
      this.#overlap += overlap;
      if (overlap >= 0.5) this.#half++;
      if (overlap >= 0.75) this.#threeQuarters++;
    }
  }

  figures(): HeadFigures {
    const share = (sum: number): number => sum / Math.max(1, this.#examples);
    return {
      kind: 'box',
      meanIou: share(this.#overlap),
      atLeast: { half: share(this.#half), threeQuarters: share(this.#threeQuarters) },
    };
  }
}
