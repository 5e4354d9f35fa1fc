import { elements } from '../../ir/extent.ts';
import type { Value } from '../../ir/ir.ts';
import { calibrationError, usualBins } from './calibration-error.ts';
import { defineMetric, likePrediction } from './define-metric.ts';
import { bucketOf, histogram, readHistogram } from './histogram.ts';
import { type ClassScores, classScores, largestOf, notOfClasses } from './scores.ts';

interface Confidence {
  readonly confidence: Value;
  readonly right: Value;
}

/** Of one of several classes the largest probability, and whether it is right; else each probability, and whether it is so. */
function confidenceOf({ build, target, prediction, exclusive }: ClassScores): Confidence {
  if (!exclusive) {
    const shape = [elements(prediction.shape)];
    const flat = (value: Value): Value => build.op('reshape', [value], { shape });
    return { confidence: flat(prediction), right: flat(target) };
  }
  const over = { axes: [1], keepDims: false };
  const both = build.op('multiply', [largestOf(build, prediction), largestOf(build, target)], {});
  return {
    confidence: build.op('reduceMax', [prediction], over),
    right: build.op('reduceSum', [both], over),
  };
}

export const ece = defineMetric({
  kind: 'ece',
  aliases: ['ECE'],
  elsewhere: `expected_calibration_error ExpectedCalibrationError calibration_error CalibrationError
    MulticlassCalibrationError BinaryCalibrationError`,
  doc: 'How far confidence is from being right: the mean of |how often right − mean confidence| over bins of equal width, weighted by how many examples each has (Guo et al., 2017).',
  params: {
    bins: { type: 'integer', minimum: 1, maximum: 10_000, default: usualBins, doc: 'How many bins.' },
  },
  readsScores: true,
  misfit: notOfClasses,
  target: likePrediction,
  statistics(context, { bins }) {
    const scores = classScores(context);
    const { build } = scores;
    const { confidence, right } = confidenceOf(scores);
    const one = build.op('cast', [build.op('equal', [right, right], {})], { dtype: 'float32' });
    return histogram(build, bucketOf(build, confidence, bins), [one, confidence, right], bins);
  },
  result(sums, { bins }) {
    const [counts = [], confidences = [], rights = []] = readHistogram(sums, bins);
    return calibrationError(counts, confidences, rights);
  },
});
