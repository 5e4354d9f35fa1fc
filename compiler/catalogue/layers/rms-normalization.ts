import { ones } from '../../ir/initializer.ts';
import { fixedShape } from '../../ir/extent.ts';
import { axisIndices, sortedAxes } from './axes.ts';
import { defineLayer, isProblem } from './define-layer.ts';
import { shapeOf } from './input-shape.ts';
import { epsilon } from './shared-parameters.ts';
import { unitLength } from './unit-length.ts';

const axis = { type: 'axes', default: [-1], doc: 'The axis or axes over which it is taken.' } as const;

export const rmsNormalization = defineLayer({
  kind: 'RMSNormalization',
  elsewhere: 'RMSNorm',
  doc: 'Divides each example by its root mean square over some axes, then scales (Zhang and Sennrich 2019).',
  params: { axis, epsilon: { ...epsilon, default: 1e-6, doc: 'Added to the mean square.' } },
  infer(params, input) {
    const indices = axisIndices(params.axis, input, 'axis');
    return isProblem(indices) ? indices : input;
  },
  weights(params, input) {
    const shape = sortedAxes(params.axis, input.length).map((index) => input[index] ?? 0);
    return [{ name: 'scale', shape, initializer: ones, trainable: true }];
  },
  lower(context, params, x) {
    const { build } = context;
    const input = shapeOf(x);
    const indices = sortedAxes(params.axis, input.length);
    const axes = indices.map((index) => index + 1);
    const mean = build.op('reduceMean', [build.op('square', [x], {})], { axes, keepDims: true });
    const root = build.op('sqrt', [build.op('add', [mean, build.constant(params.epsilon)], {})], {});
    const seen = fixedShape(input.map((size, index) => (indices.includes(index) ? size : 1)));
    const scale = build.op('reshape', [context.weight('scale')], { shape: seen });
    return build.op('multiply', [build.op('divide', [x, root], {}), scale], {});
  },
});

export const unitNormalization = defineLayer({
  kind: 'UnitNormalization',
  doc: 'Divides each example by its length (the root of the sum of squares) over some axes.',
  params: { axis },
  infer(params, input) {
    const indices = axisIndices(params.axis, input, 'axis');
    return isProblem(indices) ? indices : input;
  },
  lower: ({ build }, params, x) =>
    unitLength(
      build,
      x,
      sortedAxes(params.axis, x.shape.length - 1).map((index) => index + 1),
      1e-12,
    ),
});
