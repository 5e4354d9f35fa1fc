import { elements } from '../../ir/extent.ts';
import type { Value } from '../../ir/ir.ts';
import { ratio } from './class-counts.ts';
import { defineMetric, likePrediction } from './define-metric.ts';
import { bucketOf, histogram, readHistogram } from './histogram.ts';
import { classScores, notOfClasses } from './scores.ts';

type Summation = 'interpolation' | 'minoring' | 'majoring';

/** How many of each kind are above a threshold. */
interface Above {
  readonly yes: number;
  readonly no: number;
}

/** Above each of the thresholds, from the lowest, which is below all, to the highest, which is above all. */
function aboveEach(sums: readonly number[], thresholds: number): readonly Above[] {
  const [yes = [], no = []] = readHistogram(sums, thresholds - 1);
  const found: Above[] = [{ yes: 0, no: 0 }];
  for (let bucket = thresholds - 2; bucket >= 0; bucket--) {
    const [higher] = found;
    found.unshift({
      yes: (higher?.yes ?? 0) + (yes[bucket] ?? 0),
      no: (higher?.no ?? 0) + (no[bucket] ?? 0),
    });
  }
  return found;
}

const heights: Readonly<Record<Summation, (a: number, b: number) => number>> = {
  interpolation: (a, b) => (a + b) / 2,
  minoring: Math.min,
  majoring: Math.max,
};

/** The area under points whose x falls. */
function areaUnder(points: readonly (readonly [x: number, y: number])[], summation: Summation): number {
  let area = 0;
  points.slice(1).forEach(([x, y], index) => {
    const [before = 0, height = 0] = points[index] ?? [];
    area += (before - x) * heights[summation](height, y);
  });
  return area;
}

/** Between two thresholds the precision is taken to change as it would if counts changed evenly (Davis & Goadrich, 2006). */
function interpolatedPrecision(counts: readonly Above[]): number {
  const [{ yes: all = 0 } = {}] = counts;
  let area = 0;
  counts.slice(1).forEach((high, index) => {
    const low = counts[index] ?? high;
    const [before, after] = [low.yes + low.no, high.yes + high.no];
    const slope = ratio(low.yes - high.yes, before - after);
    const intercept = high.yes - slope * after;
    const growth = before > 0 && after > 0 ? Math.log(before / after) : 0;
    area += ratio(slope * (low.yes - high.yes + intercept * growth), all);
  });
  return area;
}

export const auc = defineMetric({
  kind: 'auc',
  aliases: ['AUC'],
  elsewhere: `roc_auc ROC_AUC auroc AUROC roc_auc_score area_under_curve AreaUnderCurve rocauc BinaryAUROC MulticlassAUROC`,
  doc: 'The area under a curve over the thresholds of what counts as yes: of true against false positives (`ROC`), or of precision against recall (`PR`), by Keras’s sums. Of several values, each is a yes or no of its own.',
  params: {
    num_thresholds: {
      type: 'integer',
      minimum: 2,
      maximum: 100_000,
      default: 200,
      doc: 'How many thresholds, evenly from 0 to 1.',
    },
    curve: { type: 'enum', values: ['ROC', 'PR'], default: 'ROC', doc: 'Which curve.' },
    summation_method: {
      type: 'enum',
      values: ['interpolation', 'minoring', 'majoring'],
      default: 'interpolation',
      doc: 'Whether areas between points are in the middle, too small or too large.',
    },
  },
  unsupported: {
    thresholds: 'thresholds are evenly from 0 to 1',
    multi_label: 'all values make one curve',
    num_labels: 'the output has as many labels as it has values',
    label_weights: 'all labels count as much',
    from_logits: 'it follows from the loss',
  },
  readsScores: true,
  better: 'more',
  logged: ({ curve }) => (curve === 'PR' ? 'pr_auc' : 'auc'),
  misfit: notOfClasses,
  target: likePrediction,
  statistics(context, { num_thresholds: thresholds }) {
    const { build, target, prediction } = classScores(context);
    const flat = (value: Value): Value => build.op('reshape', [value], { shape: [elements(value.shape)] });
    const yes = flat(target);
    const no = build.op('subtract', [build.constant(1), yes], {});
    return histogram(build, bucketOf(build, flat(prediction), thresholds - 1), [yes, no], thresholds - 1);
  },
  result(sums, { num_thresholds: thresholds, curve, summation_method: summation }) {
    const counts = aboveEach(sums, thresholds);
    const [all = { yes: 0, no: 0 }] = counts;
    if (curve === 'PR' && summation === 'interpolation') return interpolatedPrecision(counts);
    const points = counts.map(({ yes, no }): readonly [number, number] =>
      curve === 'ROC'
        ? [ratio(no, all.no), ratio(yes, all.yes)]
        : [ratio(yes, all.yes), ratio(yes, yes + no)],
    );
    return areaUnder(points, summation);
  },
});
