import type { Value } from '../../ir/ir.ts';
import { classOf, toFloat } from './arithmetic.ts';
import { allClassCounts, type ClassCount, positionsIn, ratio, readAllCounts, total } from './class-counts.ts';
import { defineMetric, likePrediction, type MetricContext } from './define-metric.ts';
import { above, classScores, notOfOneClass } from './scores.ts';

type Weights = 'linear' | 'quadratic' | null;

/** How bad it is to take a class for another, by how far they are apart. */
const penalty = (weights: Weights, apart: number): number =>
  weights === null ? Number(apart !== 0) : weights === 'linear' ? Math.abs(apart) : apart ** 2;

/** The sum of the penalties of a batch: [1]. */
function penalties(context: MetricContext, weights: Weights): Value {
  const { build, target, prediction, exclusive } = classScores(context);
  const numberOf = (rows: Value): Value =>
    exclusive
      ? toFloat(build, classOf(build, rows))
      : build.op('reduceSum', [above(build, rows, 0.5)], { axes: [1], keepDims: false });
  const apart = build.op('subtract', [numberOf(prediction), numberOf(target)], {});
  const size = build.op(weights === 'quadratic' ? 'square' : 'abs', [apart], {});
  const each = weights === null ? above(build, size, 0.5) : size;
  return build.op('reduceSum', [each], { axes: [0], keepDims: true });
}

/** The penalties that there would be by chance, times the number of positions. */
function byChance(counts: readonly ClassCount[], weights: Weights): number {
  if (weights === null)
    return positionsIn(counts) ** 2 - total(counts, ({ predicted, actual }) => predicted * actual);
  let sum = 0;
  counts.forEach(({ predicted }, i) => {
    counts.forEach(({ actual }, j) => (sum += penalty(weights, i - j) * predicted * actual));
  });
  return sum;
}

export const cohenKappa = defineMetric({
  kind: 'cohen_kappa',
  aliases: ['CohenKappa'],
  elsewhere: 'kappa cohen_kappa_score cohens_kappa quadratic_weighted_kappa qwk MulticlassCohenKappa',
  doc: 'How much more predicted and actual classes agree than by chance; as scikit-learn’s `cohen_kappa_score`.',
  params: {
    weights: {
      type: 'enum',
      values: ['linear', 'quadratic'],
      nullable: true,
      default: null,
      doc: 'Whether classes that are further apart disagree more.',
    },
  },
  readsScores: true,
  ofMasks: true,
  better: 'more',
  logged: ({ weights }) => (weights === null ? 'cohen_kappa' : `${weights}_kappa`),
  misfit: notOfOneClass('f1_score'),
  target: likePrediction,
  statistics: (context, { weights }) =>
    context.build.op('concat', [penalties(context, weights), allClassCounts(context)], { axis: 0 }),
  result([found = 0, ...sums], { weights }) {
    const counts = readAllCounts(sums);
    const expected = ratio(byChance(counts, weights), positionsIn(counts));
    return expected === 0 ? 0 : 1 - found / expected;
  },
});
