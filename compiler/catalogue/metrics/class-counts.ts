import type { Value } from '../../ir/ir.ts';
import type { MetricContext } from './define-metric.ts';
import { above, classScores, countedOf, largestOf } from './scores.ts';

/** How often a class is predicted and right, is predicted, and is so. */
export interface ClassCount {
  readonly right: number;
  readonly predicted: number;
  readonly actual: number;
}

/**
 * The statistics of `readCounts`: right, predicted and actual of each value. A value is predicted where it is the largest
 * of those of which one is right; where each stands for itself, and where a threshold is given, where it is above that.
 */
export function classCounts(context: MetricContext, threshold: number | null = null): Value {
  const scores = classScores(context);
  const { build, target, prediction, exclusive, labelled } = scores;
  const actual =
    labelled !== undefined ? target : exclusive ? largestOf(build, target) : above(build, target, 0.5);
  const predicted =
    exclusive && threshold === null
      ? largestOf(build, prediction)
      : above(build, prediction, threshold ?? 0.5);
  const count = (value: Value): Value => build.op('reduceSum', [value], { axes: [0], keepDims: false });
  const counted = countedOf(scores, predicted);
  const right = build.op('multiply', [counted, actual], {});
  return build.op('concat', [right, counted, actual].map(count), { axis: 0 });
}

/** The counts of each value. */
export function readCounts(sums: readonly number[]): readonly ClassCount[] {
  const values = Math.floor(sums.length / 3);
  return Array.from({ length: values }, (_, index) => ({
    right: sums[index] ?? 0,
    predicted: sums[values + index] ?? 0,
    actual: sums[2 * values + index] ?? 0,
  }));
}

/**
 * The statistics of `readAllCounts`: those of `classCounts`, and in how many positions.
 */
export function allClassCounts(context: MetricContext): Value {
  const scores = classScores(context);
  const { build, prediction, values } = scores;
  const counts = classCounts(context);
  if (values > 1) return counts;
  const ones = build.op('equal', [prediction, prediction], {});
  const counting = countedOf(scores, build.op('cast', [ones], { dtype: 'float32' }));
  const positions = build.op('reduceSum', [counting], {
    axes: [0],
    keepDims: false,
  });
  return build.op('concat', [counts, positions], { axis: 0 });
}

/** The counts of each class: of one value, those of no and yes. */
export function readAllCounts(sums: readonly number[]): readonly ClassCount[] {
  if (sums.length % 3 === 0) return readCounts(sums);
  const [right = 0, predicted = 0, actual = 0, positions = 0] = sums;
  const no = {
    right: positions - predicted - actual + right,
    predicted: positions - predicted,
    actual: positions - actual,
  };
  return [no, { right, predicted, actual }];
}

/** How many positions were counted. */
export const positionsIn = (counts: readonly ClassCount[]): number => total(counts, ({ actual }) => actual);

/** The sum of a figure of all classes. */
export const total = (counts: readonly ClassCount[], figure: (count: ClassCount) => number): number =>
  counts.reduce((sum, count) => sum + figure(count), 0);

/** A quotient; 0 by nothing. */
export const ratio = (a: number, b: number): number => (b === 0 ? 0 : a / b);

/** The mean of numbers; 0 of none. */
export const meanOf = (numbers: readonly number[]): number =>
  ratio(
    numbers.reduce((sum, each) => sum + each, 0),
    numbers.length,
  );
