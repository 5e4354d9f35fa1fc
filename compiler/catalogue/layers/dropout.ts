import type { Value } from '../../ir/ir.ts';
import { batched, type SymbolicShape } from '../../ir/extent.ts';
import { all, any, type Condition, equal } from '../../sizes/condition.ts';
import type { Size } from '../../sizes/size.ts';
import { doubtShare } from '../parameters/doubts.ts';
import { concreteShape, defineLayer, type LowerContext, needing, type Problem } from './define-layer.ts';
import { formatSizes } from './input-shape.ts';
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
    rate: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      doubt: doubtShare,
      doc: 'The share of values that are zeroed.',
    },
    noise_shape: {
      type: 'shape',
      wildcard: false,
      nullable: true,
      default: null,
      doc: 'Sizes of the mask (without the batch): 1 where all positions of an axis share a draw.',
    },
  },
  random: true,
  unsupported: { seed: seedOfTheRun },
  infer(params, input) {
    const mask = params.noise_shape ?? input;
    const fits = (size: Size, axis: number): Condition =>
      any([equal(size, 1), equal(size, input[axis] ?? 0)]);
    const problem = (): Problem => ({
      parameter: 'noise_shape',
      message: `a mask of ${formatSizes(mask)} does not go over ${formatSizes(input)}`,
      fix: 'give each axis its size, or 1',
    });
    return needing(input, [{ condition: all([mask.length === input.length, ...mask.map(fits)]), problem }]);
  },
  keeps: () => 'sums',
  lower: (context, { rate, noise_shape }, x) =>
    dropped(context, rate, x, noise_shape === null ? x.shape : batched(concreteShape(noise_shape))),
});
