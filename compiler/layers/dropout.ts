import { defineLayer } from './define-layer.ts';

export const dropout = defineLayer({
  kind: 'Dropout',
  doc: 'While training, zeroes a share of the values and scales the others by `1 / (1 - rate)`.',
  params: {
    rate: { type: 'number', minimum: 0, maximum: 1, doc: 'The share of values that are zeroed.' },
  },
  unsupported: {
    noise_shape: 'a shared mask is not supported yet',
    seed: 'the `seed` of the data block seeds the whole run',
  },
  infer: (_params, input) => input,
  lower(context, params, x) {
    const { build } = context;
    if (!context.training || params.rate === 0) return x;
    if (params.rate === 1) return build.op('multiply', [x, build.constant(0)], {});
    const noise = context.noise(x.shape, 'uniform');
    const keep = build.op('greaterEqual', [noise, build.constant(params.rate)], {});
    const scaled = build.op('multiply', [x, build.constant(1 / (1 - params.rate))], {});
    return build.op('select', [keep, scaled, build.constant(0)], {});
  },
});
