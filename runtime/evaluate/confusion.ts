/** How often examples of each class were taken for each: bounded by the classes, whatever the examples. */
export class Confusion {
  readonly classes: number;
  /** By true class × classes + predicted class, of those that occur. */
  readonly #counts = new Map<number, number>();
  #total = 0;

  constructor(classes: number) {
    this.classes = classes;
  }

  get total(): number {
    return this.#total;
  }

  add(truth: number, predicted: number, times = 1): void {
    const key = truth * this.classes + predicted;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + times);
    this.#total += times;
  }

  count(truth: number, predicted: number): number {
    return this.#counts.get(truth * this.classes + predicted) ?? 0;
  }

  /** Rows of true classes, columns of predicted ones. */
  rows(): readonly (readonly number[])[] {
    return Array.from({ length: this.classes }, (_, truth) =>
      Array.from({ length: this.classes }, (_, predicted) => this.count(truth, predicted)),
    );
  }

  /** What was taken for something else, the most frequent first. */
  mistakes(): readonly { readonly truth: number; readonly predicted: number; readonly count: number }[] {
    return [...this.#counts]
      .map(([key, count]) => ({
        truth: Math.floor(key / this.classes),
        predicted: key % this.classes,
        count,
      }))
      .filter(({ truth, predicted }) => truth !== predicted)
      .sort((a, b) => b.count - a.count || a.truth - b.truth || a.predicted - b.predicted);
  }
}

/** What a class came to; a ratio of nothing is 0, as scikit-learn's `zero_division=0`. */
export interface ClassFigures {
  /** Examples of the class. */
  readonly support: number;
  /** Examples that were taken for it. */
  readonly taken: number;
  /** Of those taken for it, how many are. */
  readonly precision: number;
  /** Of those that are, how many were taken for it. */
  readonly recall: number;
  /** The harmonic mean of both. */
  readonly f1: number;
}

/** What of a class was found. */
export type Rates = Pick<ClassFigures, 'precision' | 'recall' | 'f1'>;

/** What classes came to on average. */
export interface ClassAverages {
  readonly accuracy: number;
  /** Each class counts the same; without classes that neither occur nor were predicted. */
  readonly macro: Rates;
  /** Each class counts by its examples. */
  readonly weighted: Rates;
}

/** Precision, recall, F1 and support of each class: scikit-learn's `precision_recall_fscore_support`. */
export function classFigures(confusion: Confusion): readonly ClassFigures[] {
  const { classes } = confusion;
  const [truths, predictions] = [new Float64Array(classes), new Float64Array(classes)];
  for (let truth = 0; truth < classes; truth++) {
    for (let predicted = 0; predicted < classes; predicted++) {
      const count = confusion.count(truth, predicted);
      truths[truth] = (truths[truth] ?? 0) + count;
      predictions[predicted] = (predictions[predicted] ?? 0) + count;
    }
  }
  return Array.from({ length: classes }, (_, each) => {
    const hits = confusion.count(each, each);
    const [support, taken] = [truths[each] ?? 0, predictions[each] ?? 0];
    const [precision, recall] = [ratio(hits, taken), ratio(hits, support)];
    return { support, taken, precision, recall, f1: ratio(2 * hits, support + taken) };
  });
}

/** Accuracy, and means over the classes: those of scikit-learn's `classification_report`. */
export function classAverages(confusion: Confusion): ClassAverages {
  const figures = classFigures(confusion);
  const hits = figures.reduce((sum, _, each) => sum + confusion.count(each, each), 0);
  const seen = figures.filter(({ support, taken }) => support + taken > 0);
  const mean = (weight: (figures: ClassFigures) => number): Rates => {
    const total = seen.reduce((sum, each) => sum + weight(each), 0);
    const of = (key: 'precision' | 'recall' | 'f1'): number =>
      ratio(
        seen.reduce((sum, each) => sum + weight(each) * each[key], 0),
        total,
      );
    return { precision: of('precision'), recall: of('recall'), f1: of('f1') };
  };
  return {
    accuracy: ratio(hits, confusion.total),
    macro: mean(() => 1),
    weighted: mean(({ support }) => support),
  };
}

/** A ratio of nothing is 0. */
export const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
