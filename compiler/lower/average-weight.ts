import type { UpdateContext } from '../catalogue/optimizers/define-optimizer.ts';
import { arithmetic } from '../catalogue/optimizers/arithmetic.ts';
import { averageKeys, overwriteKey } from '../catalogue/optimizers/host-scalars.ts';
import { averageSlot } from '../catalogue/optimizers/shared-parameters.ts';
import type { LayerParams } from '../catalogue/parameters/parameters.ts';
import type { Value, Variable } from '../ir/ir.ts';
import type { GraphVariables } from './lower-graph.ts';

/** Lets the average of a weight follow it; gives what the weight is then, which may be the average. */
export function averaged(
  { build, scalar, slot, setSlot }: Pick<UpdateContext, 'build' | 'scalar' | 'slot' | 'setSlot'>,
  weight: Value,
  { ema_overwrite_frequency: every }: LayerParams,
): Value {
  const { plus, times } = arithmetic(build);
  const average = plus(
    times(slot(averageSlot), scalar(averageKeys.kept)),
    times(weight, scalar(averageKeys.share)),
  );
  setSlot(averageSlot, average);
  if (typeof every !== 'number') return weight;
  const overwrites = build.op('greater', [scalar(overwriteKey), build.constant(0)], {});
  return build.op('select', [overwrites, average, weight], {});
}

/** The name of the variable that the average of a weight is in. */
export const averageOf = (weight: string): string => `${weight}/${averageSlot}`;

/** The weight whose average a variable is, by its name. */
export const weightOfAverage = (name: string): string | undefined =>
  name.endsWith(`/${averageSlot}`) ? name.slice(0, -averageSlot.length - 1) : undefined;

/** The variables of a model, averages in the place of the weights that have one. */
export function withAverages(weights: GraphVariables, slots: readonly Variable[]): GraphVariables {
  const byName = new Map(slots.map((slot) => [slot.name, slot]));
  return new Map(
    [...weights].map(([key, variable]) => [key, byName.get(averageOf(variable.name)) ?? variable]),
  );
}
