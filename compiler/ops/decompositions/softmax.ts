import type { Builder } from '../builder.ts';
import type { Value } from '../../ir/ir.ts';
import type { Decomposition } from './decomposition.ts';

const last = (value: Value): { axes: readonly number[]; keepDims: boolean } => ({
  axes: [value.shape.length - 1],
  keepDims: true,
});

/** The last axis less its maximum, so that no exponential overflows. */
function shifted(build: Builder, x: Value): Value {
  return build.op('subtract', [x, build.op('reduceMax', [x], last(x))], {});
}

/** eˣ / Σ eˣ over the last axis. */
export const softmax: Decomposition<'softmax'> = (build, op) => {
  const [x] = op.inputs as readonly [Value];
  const powers = build.op('exp', [shifted(build, x)], {});
  return [build.op('divide', [powers, build.op('reduceSum', [powers], last(x))], {})];
};

/** x − ln Σ eˣ over the last axis. */
export const logSoftmax: Decomposition<'logSoftmax'> = (build, op) => {
  const [x] = op.inputs as readonly [Value];
  const small = shifted(build, x);
  const total = build.op('reduceSum', [build.op('exp', [small], {})], last(x));
  return [build.op('subtract', [small, build.op('log', [total], {})], {})];
};

/** loss = Σ target · −logSoftmax(logits) of each row; its gradient is softmax(logits) − target. */
export const softmaxCrossEntropy: Decomposition<'softmaxCrossEntropy'> = (build, op) => {
  const [logits, target] = op.inputs as readonly [Value, Value];
  const logs = build.op('logSoftmax', [logits], {});
  const weighted = build.op('multiply', [target, logs], {});
  const total = build.op('reduceSum', [weighted], { axes: [1], keepDims: false });
  const loss = build.op('negate', [total], {});
  return [loss, build.op('subtract', [build.op('exp', [logs], {}), target], {})];
};
