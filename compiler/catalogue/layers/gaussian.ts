import { doubtShare } from '../parameters/doubts.ts';
import { defineLayer } from './define-layer.ts';
import { seedOfTheRun } from './shared-parameters.ts';

export const gaussianNoise = defineLayer({
  kind: 'GaussianNoise',
  doc: 'While training, adds normal noise of mean 0.',
  params: {
    stddev: { type: 'number', minimum: 0, maximum: 1, doc: 'The standard deviation of the noise.' },
  },
  random: true,
  unsupported: { seed: seedOfTheRun },
  infer: (_params, input) => input,
  keeps: () => 'sums',
  lower(context, { stddev }, x) {
    const { build } = context;
    if (!context.training || stddev === 0) return x;
    const noise = context.noise(x.shape, 'normal');
    return build.op('add', [x, build.op('multiply', [noise, build.constant(stddev)], {})], {});
  },
});

export const gaussianDropout = defineLayer({
  kind: 'GaussianDropout',
  doc: 'While training, multiplies by normal noise of mean 1 and standard deviation `√(rate / (1 - rate))`.',
  params: {
    rate: {
      type: 'number',
      minimum: 0,
      exclusiveMaximum: 1,
      doubt: doubtShare,
      doc: 'As dropout with this share would vary.',
    },
  },
  random: true,
  unsupported: { seed: seedOfTheRun },
  infer: (_params, input) => input,
  keeps: () => 'sums',
  lower(context, { rate }, x) {
    const { build } = context;
    if (!context.training || rate === 0) return x;
    const deviation = build.constant(Math.sqrt(rate / (1 - rate)));
    const noise = build.op('multiply', [context.noise(x.shape, 'normal'), deviation], {});
    return build.op('multiply', [x, build.op('add', [noise, build.constant(1)], {})], {});
  },
});
