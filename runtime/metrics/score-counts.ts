/** A point of a curve. */
export type Point = readonly [x: number, y: number];

const bins = 1000;

/**
 * Counts of the scores of examples that are of a class and of those that are not, in a thousand bins of 0 to 1: the curves
 * are exact at the bounds between bins, whatever the number of examples.
 */
export class ScoreCounts {
  readonly #positives = new Float64Array(bins);
  readonly #negatives = new Float64Array(bins);

  add(score: number, isOfClass: boolean): void {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(score * bins)));
    const counts = isOfClass ? this.#positives : this.#negatives;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }

  /** False-positive rate → true-positive rate, from the strictest bound on; empty where one of both has no examples. */
  roc(): readonly Point[] {
    return this.#curve(([hits, alarms], [positives, negatives]) =>
      positives === 0 || negatives === 0 ? undefined : [alarms / negatives, hits / positives],
    );
  }

  /** Recall → precision, from the strictest bound on; empty where the class has no examples. */
  precisionRecall(): readonly Point[] {
    return this.#curve(([hits, alarms], [positives]) =>
      positives === 0 || hits + alarms === 0 ? undefined : [hits / positives, hits / (hits + alarms)],
    );
  }

  #curve(
    point: (taken: readonly [number, number], all: readonly [number, number]) => Point | undefined,
  ): readonly Point[] {
    const sum = (counts: Float64Array): number => counts.reduce((total, count) => total + count, 0);
    const all = [sum(this.#positives), sum(this.#negatives)] as const;
    const points: Point[] = [];
    let [hits, alarms] = [0, 0];
    const push = (): void => {
      const next = point([hits, alarms], all);
      const [x, y] = points.at(-1) ?? [];
      if (next !== undefined && (next[0] !== x || next[1] !== y)) points.push(next);
    };
    push();
    for (let bin = bins - 1; bin >= 0; bin--) {
      hits += this.#positives[bin] ?? 0;
      alarms += this.#negatives[bin] ?? 0;
      push();
    }
    return points;
  }
}

/** The area under a curve whose x grows, by trapezes. */
export const areaUnder = (points: readonly Point[]): number =>
  points.reduce((area, [x, y], index) => {
    const [before, height] = points[index - 1] ?? [x, y];
    return area + ((x - before) * (y + height)) / 2;
  }, 0);

/** The mean precision over the recall that each bound adds: average precision as scikit-learn has it. */
export const averagePrecision = (points: readonly Point[]): number =>
  points.reduce((sum, [recall, precision], index) => {
    const [before] = points[index - 1] ?? [0];
    return sum + (recall - before) * precision;
  }, 0);
