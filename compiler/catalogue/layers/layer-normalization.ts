import { affineWeights, applyAffine } from './affine.ts';
import { axisIndices, sortedAxes } from './axes.ts';
import { defineLayer, isProblem } from './define-layer.ts';
import { shapeOf } from './input-shape.ts';
import {
  affineLimits,
  betaInitializer,
  center,
  epsilon,
  gammaInitializer,
  scale,
} from './shared-parameters.ts';
import { standardize } from './standardize.ts';

export const layerNormalization = defineLayer({
  kind: 'LayerNormalization',
  elsewhere: 'LayerNorm',
  doc: 'Normalises each example by the mean and variance over some axes, then scales and shifts (Ba et al. 2016).',
  params: {
    axis: { type: 'axes', default: [-1], doc: 'The axis or axes over which mean and variance are taken.' },
    epsilon,
    center,
    scale,
    beta_initializer: betaInitializer,
    gamma_initializer: gammaInitializer,
    ...affineLimits,
  },
  steady: 'normalise over the channels alone: `axis=-1`',
  infer(params, input) {
    const indices = axisIndices(params.axis, input, 'axis');
    return isProblem(indices) ? indices : input;
  },
  weights: (params, input) =>
    affineWeights(
      params,
      sortedAxes(params.axis, input.length).map((axis) => input[axis] ?? 0),
    ),
  lower(context, params, x) {
    const input = shapeOf(x);
    const axes = sortedAxes(params.axis, input.length);
    const normal = standardize(
      context.build,
      x,
      axes.map((axis) => axis + 1),
      params.epsilon,
    );
    const seen = input.map((size, axis) => (axes.includes(axis) ? size : 1));
    return applyAffine(context, params, normal, seen);
  },
});
