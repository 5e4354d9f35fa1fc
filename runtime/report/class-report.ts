import { classOf, type ClassMeaning, targetAt, valuesAt } from '../evaluate/head-figures.ts';
import { classProbabilities, type TrainedHead } from '../evaluate/head-meaning.ts';
import type { InspectedBatch } from '../evaluate/inspect-part.ts';
import { Calibration, type CalibrationBin } from '../metrics/calibration.ts';
import { Largest } from './largest.ts';
import { type Point, ScoreCounts } from '../metrics/score-counts.ts';

/** An example that cost much. */
export interface CostlyExample {
  readonly index: number;
  readonly loss: number;
  readonly truth: number;
  readonly predicted: number;
  /** Of what it was taken for. */
  readonly probability: number;
  /** Where the head looked, as a data URI of a small picture; added later. */
  readonly heat?: string;
}

/** What a report tells of a head of classes, besides its figures. */
export interface ClassReport {
  /** Numbers of some examples of each cell of the confusion matrix, by `truth,predicted`. */
  readonly cells: ReadonlyMap<string, readonly number[]>;
  readonly topLosses: readonly CostlyExample[];
  /** By class; empty where there are too many classes, or values are no probabilities. */
  readonly roc: readonly (readonly Point[])[];
  readonly precisionRecall: readonly (readonly Point[])[];
  readonly calibration?: { readonly bins: readonly CalibrationBin[]; readonly error: number };
}

const mostCurves = 20;
const mostInCell = 12;
const mostCells = 400;
const mostCostly = 24;

/** Gathers what a report tells of a head of classes, in memory that does not grow with the examples. */
export class ClassGatherer {
  readonly #head: TrainedHead;
  readonly #meaning: ClassMeaning;
  readonly #cells = new Map<string, number[]>();
  readonly #costly = new Largest<CostlyExample>(mostCostly);
  readonly #scores: readonly ScoreCounts[];
  readonly #calibration = new Calibration();
  /** Values beyond 0 and 1 are no probabilities. */
  #isProbable = true;

  constructor(head: TrainedHead, meaning: ClassMeaning) {
    this.#head = head;
    this.#meaning = meaning;
    const classes = meaning.kind === 'binary' ? 2 : meaning.classes;
    this.#scores = classes > mostCurves ? [] : Array.from({ length: classes }, () => new ScoreCounts());
  }

  add(batch: InspectedBatch): void {
    const { name, target } = this.#head;
    const losses = batch.losses.get(name);
    for (let place = 0; place < batch.count; place++) {
      const values = valuesAt(batch, name, place);
      const [truth = 0] = targetAt(batch, target, place);
      const predicted = classOf(values, this.#meaning);
      const probabilities = this.#probabilities(values);
      const index = batch.indexes[place] ?? 0;
      const probability = probabilities[predicted] ?? 0;
      this.#keep(`${truth},${predicted}`, index);
      this.#calibration.add(probability, truth === predicted);
      this.#scores.forEach((counts, each) => counts.add(probabilities[each] ?? 0, each === truth));
      const loss = losses?.[place] ?? (truth === predicted ? 0 : probability);
      this.#costly.offer(loss, () => ({ index, loss, truth, predicted, probability }));
    }
  }

  report(): ClassReport {
    const curves = this.#isProbable ? this.#scores : [];
    return {
      cells: this.#cells,
      topLosses: this.#costly.items(),
      roc: curves.map((counts) => counts.roc()),
      precisionRecall: curves.map((counts) => counts.precisionRecall()),
      ...(this.#isProbable && {
        calibration: { bins: this.#calibration.bins(), error: this.#calibration.error() },
      }),
    };
  }

  #probabilities(values: ArrayLike<number>): ArrayLike<number> {
    const each = classProbabilities(values, this.#meaning);
    this.#isProbable &&= each.every((value) => value >= -1e-6 && value <= 1 + 1e-6);
    return each;
  }

  #keep(cell: string, index: number): void {
    const kept = this.#cells.get(cell);
    if (kept === undefined && this.#cells.size < mostCells) this.#cells.set(cell, [index]);
    else if (kept !== undefined && kept.length < mostInCell) kept.push(index);
  }
}
