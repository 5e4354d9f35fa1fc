import { sizeOf } from '../../sizes/shape.ts';
import { batched } from '../../ir/extent.ts';
import { equal } from '../../sizes/condition.ts';
import { formatSize } from '../../sizes/format-size.ts';
import { remainder } from '../../sizes/size.ts';
import { affineWeights, applyAffine } from './affine.ts';
import { defineLayer, needing } from './define-layer.ts';
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

export const groupNormalization = defineLayer({
  kind: 'GroupNormalization',
  elsewhere: 'GroupNorm',
  doc: 'Normalises each example by the mean and variance of each group of channels (Wu and He 2018).',
  params: {
    groups: {
      type: 'integer',
      minimum: -1,
      default: 32,
      doc: 'How many groups; -1: as many as channels (instance normalisation).',
    },
    axis: { type: 'axis', default: -1, doc: 'The channels.' },
    epsilon,
    center,
    scale,
    beta_initializer: betaInitializer,
    gamma_initializer: gammaInitializer,
    ...affineLimits,
  },
  infer({ groups, axis }, input) {
    const channels = input[axis] ?? 0;
    if (groups === 0) return { parameter: 'groups', message: 'there is at least one group, or -1 for all' };
    if (groups === -1) return input;
    const condition = equal(remainder(channels, groups), 0);
    return needing(input, [
      {
        condition,
        problem: () => ({
          parameter: 'groups',
          message: `${groups} groups do not divide ${formatSize(channels)} channels`,
          notes:
            typeof channels === 'number'
              ? [`${channels} / ${groups} = ${Number((channels / groups).toFixed(3))}`]
              : [],
        }),
      },
    ]);
  },
  weights: (params, input) => affineWeights(params, [input[params.axis] ?? 0]),
  lower(context, params, x) {
    const { build } = context;
    const input = shapeOf(x);
    const channels = input[params.axis] ?? 1;
    const groups = params.groups === -1 ? channels : params.groups;
    const before = sizeOf(input.slice(0, params.axis));
    const after = sizeOf(input.slice(params.axis + 1));
    const split = batched([before, groups, channels / groups, after]);
    const grouped = build.op('reshape', [x], { shape: split });
    const normal = standardize(build, grouped, [1, 3, 4], params.epsilon);
    const whole = build.op('reshape', [normal], { shape: batched(input) });
    const seen = input.map((size, axis) => (axis === params.axis ? size : 1));
    return applyAffine(context, params, whole, seen);
  },
});
