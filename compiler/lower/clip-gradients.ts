import { arithmetic } from '../catalogue/optimizers/arithmetic.ts';
import type { LayerParams } from '../catalogue/parameters/parameters.ts';
import type { Builder } from '../ops/builder.ts';
import type { Value } from '../ir/ir.ts';

/** The gradient of a weight, no longer and of no larger numbers than an optimizer allows. */
export function clipped(build: Builder, gradient: Value, { clipnorm, clipvalue }: LayerParams): Value {
  const { times, over, larger, smaller, norm } = arithmetic(build);
  if (typeof clipnorm === 'number') return over(times(gradient, clipnorm), larger(norm(gradient), clipnorm));
  if (typeof clipvalue === 'number') return smaller(larger(gradient, -clipvalue), clipvalue);
  return gradient;
}

/** The most that the norm of all gradients together may be, where an optimizer says so. */
export const globalLimit = ({ global_clipnorm: limit }: LayerParams): number | undefined =>
  typeof limit === 'number' ? limit : undefined;

/** Gradients that are together no longer than a limit. */
export function clippedTogether(
  build: Builder,
  gradients: readonly Value[],
  limit: number,
): readonly Value[] {
  const { plus, times, over, smaller, squared, root, sum } = arithmetic(build);
  const length = root(gradients.map((gradient) => sum(squared(gradient))).reduce(plus));
  const scale = times(smaller(over(1, length), 1 / limit), limit);
  return gradients.map((gradient) => times(gradient, scale));
}
