import type { Value } from '../program/ir.ts';
import type { SymbolicShape } from '../program/size.ts';
import { defineLayer, type LowerContext } from './define-layer.ts';
import { seedOfTheRun } from './shared-parameters.ts';

/** Zeroes a share `rate` of the values while training; `draws` is the shape of the mask, which broadcasts to x's. */
export function dropped(context: LowerContext, rate: number, x: Value, draws: SymbolicShape): Value {
  const { build } = context;
  if (!context.training || rate === 0) return x;
  if (rate === 1) return build.op('multiply', [x, build.constant(0)], {});
  const noise = context.noise(draws, 'uniform');
  const keep = build.op('greaterEqual', [noise, build.constant(rate)], {});
  const scaled = build.op('multiply', [x, build.constant(1 / (1 - rate))], {});
  return build.op('select', [keep, scaled, build.constant(0)], {});
}

export const dropout = defineLayer({
  kind: 'Dropout',
  doc: 'While training, zeroes a share of the values and scales the others by `1 / (1 - rate)`.',
  params: {
    rate: { type: 'number', minimum: 0, maximum: 1, doc: 'The share of values that are zeroed.' },
  },
  random: true,
  unsupported: {
    noise_shape: 'a shared mask is not supported yet',
    seed: seedOfTheRun,
  },
  infer: (_params, input) => input,
  lower: (context, params, x) => dropped(context, params.rate, x, x.shape),
});
