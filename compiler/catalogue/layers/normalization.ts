import type { Shape } from '../../sizes/shape.ts';
import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';
import { equal } from '../../sizes/condition.ts';
import { formatSize } from '../../sizes/format-size.ts';
import { axisIndices, sortedAxes } from './axes.ts';
import { defineLayer, type Inference, isProblem, needing } from './define-layer.ts';

interface Statistics {
  readonly axis: readonly number[] | null;
  readonly mean: readonly number[] | null;
  readonly variance: readonly number[] | null;
}

/** Keras's `epsilon()`: no deviation is taken to be less. */
const leastDeviation = 1e-7;

/** The shape stays, where the numbers fit it. */
function fitted({ axis, mean, variance }: Statistics, input: Shape): Inference {
  if (mean === null || variance === null) {
    return {
      parameter: mean === null ? 'variance' : 'mean',
      message: 'statistics are not taken from data yet: it needs both `mean` and `variance`',
    };
  }
  if (mean.length !== variance.length) {
    return {
      parameter: 'variance',
      message: `${mean.length} means, but ${variance.length} variances`,
    };
  }
  const last = sortedAxes(axis ?? [], input.length).at(-1);
  const size = last === undefined ? 1 : (input[last] ?? 1);
  const message = `${mean.length} means for ${formatSize(size)} positions of the axis`;
  return needing(input, [
    {
      condition: mean.length === 1 || equal(size, mean.length),
      problem: () => ({ parameter: 'mean', message }),
    },
  ]);
}

/** One number, or one for each position of an axis of x. */
function numbersAlong(build: Builder, numbers: readonly number[], axis: number, x: Value): Value {
  if (numbers.length === 1) return build.constant(numbers[0] ?? 0);
  const shape = [numbers.length, ...x.shape.slice(axis + 2).map(() => 1)];
  return build.op('tensorConstant', [], { values: numbers, shape });
}

export const normalization = defineLayer({
  kind: 'Normalization',
  doc: '`(x − mean) / √variance` with statistics that are given, not trained.',
  params: {
    axis: {
      type: 'axes',
      nullable: true,
      default: [-1],
      doc: 'The axes with statistics of their own at every position (of several, numbers go along the last); `none`: none.',
    },
    mean: { type: 'numbers', nullable: true, default: null, doc: 'The mean, or one for each position.' },
    variance: { type: 'numbers', nullable: true, default: null, doc: 'The variance, likewise.' },
    invert: {
      type: 'boolean',
      default: false,
      doc: 'Whether the way back is taken: `mean + x · √variance`.',
    },
  },
  infer(params, input) {
    const indices = axisIndices(params.axis ?? [], input, 'axis');
    return isProblem(indices) ? indices : fitted(params, input);
  },
  lower({ build }, params, x) {
    const axis = sortedAxes(params.axis ?? [], x.shape.length - 1).at(-1) ?? 0;
    const deviations = (params.variance ?? []).map((variance) =>
      Math.max(Math.sqrt(variance), leastDeviation),
    );
    const mean = numbersAlong(build, params.mean ?? [], axis, x);
    if (params.invert) {
      const spread = build.op('multiply', [x, numbersAlong(build, deviations, axis, x)], {});
      return build.op('add', [spread, mean], {});
    }
    const inverse = deviations.map((deviation) => 1 / deviation);
    const centred = build.op('subtract', [x, mean], {});
    return build.op('multiply', [centred, numbersAlong(build, inverse, axis, x)], {});
  },
});
