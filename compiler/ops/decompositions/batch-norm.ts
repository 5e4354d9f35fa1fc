import type { Builder } from '../builder.ts';
import type { Value } from '../../ir/ir.ts';
import type { Decomposition } from './decomposition.ts';
import { extent, sizeScalar } from './count.ts';

const allButLast = (x: Value): readonly number[] => x.shape.slice(0, -1).map((_, axis) => axis);

const times = (build: Builder, a: Value, b: Value): Value => build.op('multiply', [a, b], {});

/** 1 / √(variance + epsilon) */
function inverseDeviation(build: Builder, variance: Value, epsilon: number): Value {
  const shifted = build.op('add', [variance, build.constant(epsilon)], {});
  return build.op('reciprocal', [build.op('sqrt', [shifted], {})], {});
}

/** Mean, then the mean of squared distances from it (never negative), then the affine form. */
export const batchNorm: Decomposition<'batchNorm'> = (build, op) => {
  const [x, gamma, beta] = op.inputs as readonly [Value, Value, Value];
  const axes = allButLast(x);
  const mean = build.op('reduceMean', [x], { axes, keepDims: false });
  const squares = build.op('square', [build.op('subtract', [x, mean], {})], {});
  const variance = build.op('reduceMean', [squares], { axes, keepDims: false });
  const y = build.op('batchNormInference', [x, gamma, beta, mean, variance], op.attributes);
  return [y, mean, variance];
};

/** (x − mean) · scale + beta with scale = gamma / √(variance + epsilon) */
export const batchNormInference: Decomposition<'batchNormInference'> = (build, op) => {
  const [x, gamma, beta, mean, variance] = op.inputs as readonly [Value, Value, Value, Value, Value];
  const scale = times(build, gamma, inverseDeviation(build, variance, op.attributes.epsilon));
  return [build.op('add', [times(build, build.op('subtract', [x, mean], {}), scale), beta], {})];
};

/**
 * dbeta = Σ dy; dgamma = Σ dy · (x − mean) / σ; dx = gamma / σ · (dy − dbeta / n − (x − mean) · dgamma / (σ · n)), where
 * σ = √(variance + epsilon) (Ioffe and Szegedy 2015, §3).
 */
export const batchNormGrad: Decomposition<'batchNormGrad'> = (build, op) => {
  const [dy, x, gamma, mean, variance] = op.inputs as readonly [Value, Value, Value, Value, Value];
  const axes = allButLast(x);
  const total = (value: Value): Value => build.op('reduceSum', [value], { axes, keepDims: false });
  const inverse = inverseDeviation(build, variance, op.attributes.epsilon);
  const dbeta = total(dy);
  const centred = build.op('subtract', [x, mean], {});
  const dgamma = times(build, total(times(build, dy, centred)), inverse);
  const count = sizeScalar(build, extent(x.shape, axes));
  const slope = build.op('divide', [times(build, dgamma, inverse), count], {});
  const offset = build.op('divide', [dbeta, count], {});
  const along = build.op('add', [times(build, centred, slope), offset], {});
  const across = build.op('subtract', [dy, along], {});
  return [times(build, across, times(build, gamma, inverse)), dgamma, dbeta];
};
