import type { Corners, PictureObject } from '../data/source.ts';
import { objectsOf } from '../data/prepare/object-rows.ts';
import { findObjects, type FoundObject } from '../detection/find-objects.ts';
import { targetAt, valuesAt } from '../evaluate/head-figures.ts';
import type { HeadMeaning, TrainedHead } from '../evaluate/head-meaning.ts';
import type { InspectedBatch } from '../evaluate/inspect-part.ts';
import { boxOverlap } from '../metrics/box-overlap.ts';
import { Largest } from './largest.ts';

/** A box of an example, in fractions of the prepared picture: a true one that was found or missed, a found one that is right or wrong. */
export interface JudgedBox {
  readonly box: Corners;
  readonly kind: 'true' | 'missed' | 'right' | 'wrong';
}

/** An example with all that it has and all that was found. */
export interface ObjectExample {
  readonly index: number;
  readonly boxes: readonly JudgedBox[];
  readonly missed: number;
  readonly wrong: number;
}

/** What a report tells of a head of objects. */
export interface ObjectReport {
  readonly examples: number;
  /** Of the true objects of all examples. */
  readonly right: number;
  readonly missed: number;
  readonly wrong: number;
  readonly worst: readonly ObjectExample[];
  readonly first: readonly ObjectExample[];
}

/** What is less sure is found, and drawn nowhere: of a thousand guesses none would be seen. */
export const leastDrawn = 0.5;
const leastOverlap = 0.5;
const mostShown = 12;

/** Gathers what a report tells of a head of objects, in memory that does not grow with the examples. */
export class ObjectGatherer {
  readonly #head: TrainedHead;
  readonly #rules: Extract<HeadMeaning, { readonly kind: 'objects' }>['rules'];
  readonly #worst = new Largest<ObjectExample>(mostShown);
  readonly #first: ObjectExample[] = [];
  readonly #sums = { examples: 0, right: 0, missed: 0, wrong: 0 };

  constructor(head: TrainedHead, { rules }: Extract<HeadMeaning, { readonly kind: 'objects' }>) {
    this.#head = head;
    this.#rules = rules;
  }

  add(batch: InspectedBatch): void {
    const { name, target } = this.#head;
    for (let place = 0; place < batch.count; place++) {
      const truths = objectsOf(targetAt(batch, target, place));
      const found = findObjects(valuesAt(batch, name, place), this.#rules);
      const sure = found.filter(({ score }) => score >= leastDrawn);
      const example = judge(batch.indexes[place] ?? 0, truths, sure);
      const sums = this.#sums;
      sums.examples++;
      sums.right += truths.length - example.missed;
      sums.missed += example.missed;
      sums.wrong += example.wrong;
      if (example.missed + example.wrong > 0)
        this.#worst.offer(example.missed + example.wrong, () => example);
      if (this.#first.length < mostShown) this.#first.push(example);
    }
  }

  report(): ObjectReport {
    return { ...this.#sums, worst: this.#worst.items(), first: this.#first };
  }
}

/** Each found object, the surest first, takes the true one of its class that it overlaps most, where that is left. */
function judge(
  index: number,
  truths: readonly PictureObject[],
  found: readonly FoundObject[],
): ObjectExample {
  const taken = new Set<PictureObject>();
  const judged = found.map(({ box, label }): JudgedBox => {
    const [best] = truths
      .filter((truth) => truth.label === label && !taken.has(truth))
      .map((truth) => ({ truth, overlap: boxOverlap(truth.box, box) }))
      .sort((a, b) => b.overlap - a.overlap);
    const isRight = best !== undefined && best.overlap >= leastOverlap;
    if (isRight) taken.add(best.truth);
    return { box, kind: isRight ? 'right' : 'wrong' };
  });
  const there = truths.map((truth): JudgedBox => {
    return { box: truth.box, kind: taken.has(truth) ? 'true' : 'missed' };
  });
  return {
    index,
    boxes: [...there, ...judged],
    missed: truths.length - taken.size,
    wrong: found.length - taken.size,
  };
}
