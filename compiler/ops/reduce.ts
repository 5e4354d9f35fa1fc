import type { Builder } from './builder.ts';
import type { Value } from '../ir/ir.ts';
import { elements, fixed, isFixed, type SymbolicShape } from '../ir/extent.ts';
import { defineOp, type GradientContext, type OpDefinition } from './define-op.ts';
import { onlyInput } from './inputs.ts';
import type { ReduceAttributes } from '../ir/op-attributes.ts';

type ReduceKind = 'reduceSum' | 'reduceMean' | 'reduceMax';

/** The shape after a reduction. */
export function reducedShape(shape: SymbolicShape, { axes, keepDims }: ReduceAttributes): SymbolicShape {
  return shape.flatMap((size, axis) => (axes.includes(axis) ? (keepDims ? [fixed(1)] : []) : [size]));
}

/** A reduction's result (or its gradient) with the reduced axes put back as sizes of one. */
function restoreAxes(build: Builder, value: Value, x: Value, { axes, keepDims }: ReduceAttributes): Value {
  if (keepDims) return value;
  return build.op('reshape', [value], { shape: reducedShape(x.shape, { axes, keepDims: true }) });
}

type Rule<K extends ReduceKind> = (context: GradientContext<K>, x: Value, y: Value, dy: Value) => Value;

function reduce<K extends ReduceKind>(kind: K, doc: string, rule: Rule<K>): OpDefinition<K> {
  return defineOp<K>({
    kind,
    doc,
    infer([input], attributes) {
      const x = onlyInput(kind, input);
      return [{ shape: reducedShape(x.shape, attributes), dtype: x.dtype }];
    },
    gradient(context) {
      const [x] = context.op.inputs;
      const [y] = context.op.outputs;
      const [dy] = context.outputGradients;
      return x && y && dy ? [rule(context, x, y, dy)] : [];
    },
  });
}

/** `dy` repeated over the reduced axes. */
function spread({ build, op }: GradientContext<ReduceKind>, x: Value, dy: Value): Value {
  return build.op('broadcastTo', [restoreAxes(build, dy, x, op.attributes)], { shape: x.shape });
}

export const reduceSum = reduce('reduceSum', 'the sum over axes', (context, x, _, dy) =>
  spread(context, x, dy),
);

export const reduceMean = reduce('reduceMean', 'the mean over axes', (context, x, _, dy) => {
  const { build, op } = context;
  const count = elements(op.attributes.axes.map((axis) => x.shape[axis] ?? fixed(1)));
  if (isFixed(count)) {
    return spread(context, x, build.op('multiply', [dy, build.constant(1 / count.constant)], {}));
  }
  // The count depends on the batch: the mean of ones over the same axes, spread, is 1; divide by the sum of ones.
  const ones = build.constant(1, x.shape);
  const total = build.op('reduceSum', [ones], { axes: op.attributes.axes, keepDims: op.attributes.keepDims });
  return spread(context, x, build.op('divide', [dy, total], {}));
});

export const reduceMax = reduce(
  'reduceMax',
  'the maximum over axes; equal maxima share the gradient',
  (context, x, y, dy) => {
    const { build, op } = context;
    const peak = restoreAxes(build, y, x, op.attributes);
    const hits = build.op('cast', [build.op('equal', [x, peak], {})], { dtype: 'float32' });
    const count = build.op('reduceSum', [hits], { axes: op.attributes.axes, keepDims: true });
    const share = build.op('divide', [restoreAxes(build, dy, x, op.attributes), count], {});
    return build.op('multiply', [hits, share], {});
  },
);
