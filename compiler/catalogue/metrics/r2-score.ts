import { elements, fixed, known } from '../../ir/extent.ts';
import type { Value } from '../../ir/ir.ts';
import { lastAxis } from './arithmetic.ts';
import { meanOf, ratio } from './class-counts.ts';
import { defineMetric, likePrediction, quantitiesDiffer } from './define-metric.ts';

/** What is summed over positions, for each value of the last axis. */
interface Sums {
  readonly positions: number;
  readonly target: number;
  readonly squares: number;
  readonly errors: number;
}

function readSums(sums: readonly number[]): readonly Sums[] {
  const size = sums.length / 4;
  return Array.from({ length: size }, (_, index) => {
    const [positions = 0, target = 0, squares = 0, errors = 0] = [0, 1, 2, 3].map(
      (row) => sums[row * size + index],
    );
    return { positions, target, squares, errors };
  });
}

/** Of a target its squared deviations from its mean. */
const spread = ({ positions, target, squares }: Sums): number =>
  Math.max(0, squares - ratio(target ** 2, positions));

export const r2Score = defineMetric({
  kind: 'r2_score',
  aliases: ['R2Score'],
  elsewhere: 'r2 R2 r_squared coefficient_of_determination',
  doc: 'How much less the squared error is than that of the mean of the targets: 1 − Σ(target − prediction)² / Σ(target − mean)², for each value of the last axis; as Keras’s `R2Score`.',
  params: {
    class_aggregation: {
      type: 'enum',
      values: ['uniform_average', 'variance_weighted_average'],
      nullable: true,
      default: 'uniform_average',
      doc: 'How the scores of several values become one: their mean (`none`, too), or weighted by how much the targets vary.',
    },
  },
  unsupported: { num_regressors: 'the score is not adjusted' },
  better: 'more',
  misfit: quantitiesDiffer,
  target: likePrediction,
  statistics({ build, target, prediction }) {
    const shape = [elements(target.shape.slice(0, -1)), fixed(known(target.shape[lastAxis(target)]))];
    const [y, p] = [target, prediction].map((value) =>
      value.shape.length === 2 ? value : build.op('reshape', [value], { shape }),
    );
    if (y === undefined || p === undefined) throw new RangeError('there are a target and a prediction');
    const squareOf = (value: Value): Value => build.op('square', [value], {});
    const ones = build.op('cast', [build.op('equal', [y, y], {})], { dtype: 'float32' });
    const rows = [ones, y, squareOf(y), squareOf(build.op('subtract', [y, p], {}))];
    const sums = rows.map((row) => build.op('reduceSum', [row], { axes: [0], keepDims: false }));
    return build.op('concat', sums, { axis: 0 });
  },
  result(sums, { class_aggregation: aggregation }) {
    const found = readSums(sums);
    const scores = found.map((each) => 1 - ratio(each.errors, spread(each)));
    if (aggregation !== 'variance_weighted_average') return meanOf(scores);
    const all = found.reduce((sum, each) => sum + spread(each), 0);
    return ratio(
      scores.reduce((sum, score, index) => sum + score * spread(found[index] ?? noSums), 0),
      all,
    );
  },
});

const noSums: Sums = { positions: 0, target: 0, squares: 0, errors: 0 };
