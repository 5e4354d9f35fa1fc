import { doubtShare } from '../parameters/doubts.ts';
import { defineLayer } from './define-layer.ts';
import { seedOfTheRun } from './shared-parameters.ts';

/** What SELU comes down to. */
const floor = -1.6732632423543772 * 1.0507009873554805;

export const alphaDropout = defineLayer({
  kind: 'AlphaDropout',
  doc: 'While training, puts the least that SELU gives in place of a share of the values, then scales and shifts all so that mean and variance stay (Klambauer et al. 2017).',
  params: {
    rate: {
      type: 'number',
      minimum: 0,
      exclusiveMaximum: 1,
      doubt: doubtShare,
      doc: 'The share of values that are replaced.',
    },
  },
  random: true,
  unsupported: { seed: seedOfTheRun, noise_shape: 'each value is drawn by itself' },
  infer: (_params, input) => input,
  keeps: () => 'sums',
  lower(context, { rate }, x) {
    const { build } = context;
    if (!context.training || rate === 0) return x;
    const scale = 1 / Math.sqrt((1 - rate) * (1 + rate * floor ** 2));
    const noise = context.noise(x.shape, 'uniform');
    const keep = build.op('greaterEqual', [noise, build.constant(rate)], {});
    const kept = build.op('select', [keep, x, build.constant(floor)], {});
    const scaled = build.op('multiply', [kept, build.constant(scale)], {});
    return build.op('add', [scaled, build.constant(-scale * floor * rate)], {});
  },
});
