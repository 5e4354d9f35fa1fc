import type { Value } from '../program/ir.ts';
import type { Size } from '../sizes/size.ts';
import { defineLayer, type LowerContext, type Weight } from './define-layer.ts';
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
  doc: 'Normalises each channel: by the batch while training, by moving statistics otherwise.',
  params: {
    axis: { type: 'axis', default: -1, doc: 'The channels; only the last axis.' },
    momentum: { type: 'number', minimum: 0, maximum: 1, default: 0.99, doc: 'Of the moving statistics.' },
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
  infer: (params, input) =>
    params.axis === input.length - 1
      ? input
      : { parameter: 'axis', message: 'only the last axis can be normalised yet', fix: 'leave `axis` out' },
  weights(params, input) {
    const shape = [input.at(-1) ?? 0];
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
    const channels = x.shape.slice(-1);
    const gamma = params.scale ? context.weight('gamma') : build.constant(1, channels);
    const beta = params.center ? context.weight('beta') : build.constant(0, channels);
    const { epsilon } = params;
    if (!context.training || context.frozen) {
      const statistics = [context.weight('moving_mean'), context.weight('moving_variance')];
      return build.op('batchNormInference', [x, gamma, beta, ...statistics], { epsilon });
    }
    const [y, mean, variance] = build.all('batchNorm', [x, gamma, beta], { epsilon });
    if (y === undefined || mean === undefined || variance === undefined) {
      throw new RangeError('batchNorm has three outputs');
    }
    move(context, 'moving_mean', mean, params.momentum);
    move(context, 'moving_variance', variance, params.momentum);
    return y;
  },
});
