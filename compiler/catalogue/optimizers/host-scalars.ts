import type { LayerParams } from '../parameters/parameters.ts';
import type { AnyOptimizerDefinition, Scalars } from './define-optimizer.ts';

/** The scalar that the share of a weight is in by which it decays, of the parameter that says so. */
export const decayKey = (parameter: string): string => `${parameter}/rate`;

/** The scalar of weights whose rate is multiplied. */
export const factorKey = (key: string, factor = 1): string => (factor === 1 ? key : `${key}/${factor}`);

/** Of the average of a weight: how much of it is kept, and how much of the weight comes. */
export const averageKeys = { kept: 'average/kept', share: 'average/share' } as const;

/** Whether the average takes the place of the weight: 1, or 0. */
export const overwriteKey = 'average/overwrites';

/** All that the host computes for update `iteration` (from 1) at a rate. */
export function hostScalars(
  definition: AnyOptimizerDefinition,
  params: LayerParams,
  iteration: number,
  rate: number,
): Scalars {
  const decays = Object.entries(params).flatMap(([name, value]) =>
    name.endsWith('weight_decay') && typeof value === 'number' ? [[decayKey(name), value * rate]] : [],
  );
  return {
    ...definition.scalars({ ...params, learning_rate: rate }, iteration),
    ...(Object.fromEntries(decays) as Scalars),
    ...(params['use_ema'] === true ? averaging(params, iteration) : {}),
  };
}

/** The first average is the weight itself. */
function averaging(
  { ema_momentum: momentum, ema_overwrite_frequency: every }: LayerParams,
  iteration: number,
) {
  const kept = iteration === 1 || typeof momentum !== 'number' ? 0 : momentum;
  return {
    [averageKeys.kept]: kept,
    [averageKeys.share]: 1 - kept,
    [overwriteKey]: typeof every === 'number' && iteration % every === 0 ? 1 : 0,
  };
}
