import { arithmetic } from './arithmetic.ts';
import type { UpdateContext } from './define-optimizer.ts';
import type { Value } from '../../ir/ir.ts';

export interface AdamParameters {
  readonly beta_1: number;
  readonly beta_2: number;
  readonly epsilon: number;
  readonly amsgrad?: boolean;
}

/** The rate of Adam's step, in which its moments are corrected for having begun at zero. */
export const adamRate = (
  rate: number,
  { beta_1, beta_2 }: Pick<AdamParameters, 'beta_1' | 'beta_2'>,
  iteration: number,
): number => (rate * Math.sqrt(1 - beta_2 ** iteration)) / (1 - beta_1 ** iteration);

/** The mean of gradients and that of their squares, after the step. */
export function moments(
  { build, gradient, slot, setSlot }: UpdateContext,
  { beta_1, beta_2 }: Pick<AdamParameters, 'beta_1' | 'beta_2'>,
): readonly [momentum: Value, velocity: Value] {
  const { plus, minus, times, squared } = arithmetic(build);
  const m = plus(slot('momentum'), times(minus(gradient, slot('momentum')), 1 - beta_1));
  setSlot('momentum', m);
  const v = plus(slot('velocity'), times(minus(squared(gradient), slot('velocity')), 1 - beta_2));
  setSlot('velocity', v);
  return [m, v];
}

/** A weight after a step of Adam, whose rate is the scalar of a name. */
export function adamStep(context: UpdateContext, params: AdamParameters, rate = 'alpha'): Value {
  const { build, weight, scalar, slot, setSlot } = context;
  const { plus, minus, times, over, root, larger } = arithmetic(build);
  const [m, v] = moments(context, params);
  let divisor = v;
  if (params.amsgrad === true) {
    divisor = larger(slot('velocity_hat'), v);
    setSlot('velocity_hat', divisor);
  }
  return minus(weight, over(times(m, scalar(rate)), plus(root(divisor), params.epsilon)));
}
