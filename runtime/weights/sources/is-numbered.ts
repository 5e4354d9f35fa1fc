import { snakeCase } from '../../../compiler/expand/names.ts';
import type { LayerNode } from '../../../compiler/graph/graph.ts';
import { kindAndNumber } from './pair-by-number.ts';

/**
 * Whether a name that no layer has says no more than the order: `conv2d_2`, where the model's own are `conv2d` and
 * `conv2d_1`. `names` are those of the layers.
 */
export function isNumbered(
  name: string,
  layers: readonly Pick<LayerNode<number>, 'definition'>[],
  names: readonly string[],
): boolean {
  const { kind } = kindAndNumber(name);
  return layers.some(
    ({ definition }, index) =>
      snakeCase(definition.kind) === kind && kindAndNumber(names[index] ?? '').kind === kind,
  );
}
