import type { Value } from '../../ir/ir.ts';
import { needed } from '../../ir/needed.ts';
import type { Size } from '../../sizes/size.ts';
import { defineLayer, type LowerContext, type Weight } from './define-layer.ts';
import { doubtStatistics } from '../parameters/doubts.ts';
import {
  affineLimits,
  betaInitializer,
  gammaInitializer,
  meanInitializer,
  varianceInitializer,
} from './shared-parameters.ts';

/** moving · momentum + batch · (1 − momentum), as Keras moves it. */
function move(context: LowerContext, name: string, batch: Value, momentum: number): void {
  const { build } = context;
  const kept = build.op('multiply', [context.weight(name), build.constant(momentum)], {});
  const added = build.op('multiply', [batch, build.constant(1 - momentum)], {});
  context.update(name, build.op('add', [kept, added], {}));
}

export const batchNormalization = defineLayer({
  kind: 'BatchNormalization',
  elsewhere: 'BatchNorm BatchNorm1d BatchNorm2d BatchNorm3d SyncBatchNorm',
  doc: 'Normalises each channel: by the batch while training, by moving statistics otherwise.',
  params: {
    axis: {
      type: 'axis',
      default: -1,
      doc: 'The channels: every position on the other axes is normalised alike.',
    },
    momentum: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 0.99,
      doubt: doubtStatistics,
      doc: 'Of the moving statistics.',
    },
    epsilon: { type: 'number', exclusiveMinimum: 0, default: 1e-3, doc: 'Added to the variance.' },
    center: { type: 'boolean', default: true, doc: 'Whether beta is added.' },
    scale: { type: 'boolean', default: true, doc: 'Whether gamma multiplies.' },
    beta_initializer: betaInitializer,
    gamma_initializer: gammaInitializer,
    moving_mean_initializer: meanInitializer,
    moving_variance_initializer: varianceInitializer,
    ...affineLimits,
  },
  unsupported: {
    renorm: 'renormalization is not supported yet',
    renorm_clipping: 'renormalization is not supported yet',
    renorm_momentum: 'renormalization is not supported yet',
    synchronized: 'training runs on one device',
  },
  infer: (_params, input) => input,
  weights(params, input) {
    const shape = [input[params.axis] ?? 0];
    const gamma = { name: 'gamma', shape, initializer: params.gamma_initializer, trainable: true };
    const beta = { name: 'beta', shape, initializer: params.beta_initializer, trainable: true };
    const statistics: readonly Weight<Size>[] = [
      { name: 'moving_mean', shape, initializer: params.moving_mean_initializer, trainable: false },
      { name: 'moving_variance', shape, initializer: params.moving_variance_initializer, trainable: false },
    ];
    return [...(params.scale ? [gamma] : []), ...(params.center ? [beta] : []), ...statistics];
  },
  lower(context, params, x) {
    const { build } = context;
    const last = x.shape.length - 1;
    const swap = x.shape.map((_, axis) => exchanged(axis, params.axis + 1, last));
    const isLast = params.axis + 1 === last;
    const swapped = (value: Value): Value => build.op('transpose', [value], { permutation: swap });
    const y = normalize(context, params, isLast ? x : swapped(x));
    return isLast ? y : swapped(y);
  },
});

/** Where an axis comes from once two have changed places. */
const exchanged = (axis: number, one: number, other: number): number =>
  axis === one ? other : axis === other ? one : axis;

interface Normalization {
  readonly scale: boolean;
  readonly center: boolean;
  readonly epsilon: number;
  readonly momentum: number;
}

/** Over all axes but the last. */
function normalize(context: LowerContext, params: Normalization, x: Value): Value {
  const { build } = context;
  const channels = x.shape.slice(-1);
  const gamma = params.scale ? context.weight('gamma') : build.constant(1, channels);
  const beta = params.center ? context.weight('beta') : build.constant(0, channels);
  const { epsilon } = params;
  if (!context.training || context.frozen) {
    const statistics = [context.weight('moving_mean'), context.weight('moving_variance')];
    return build.op('batchNormInference', [x, gamma, beta, ...statistics], { epsilon });
  }
  const outputs = build.all('batchNorm', [x, gamma, beta], { epsilon });
  move(context, 'moving_mean', needed(outputs, 1), params.momentum);
  move(context, 'moving_variance', needed(outputs, 2), params.momentum);
  return needed(outputs, 0);
}
