import { snakeCase } from '../../../compiler/expand/names.ts';
import type { LayerNode } from '../../../compiler/graph/graph.ts';
import { kindAndNumber } from './pair-by-number.ts';

/**
 * Whether a name that no layer has says no more than the order: `conv2d_2`, where the model's own are `conv2d` and
 * `conv2d_1`, in a group (`stem.conv2d_2`) or not. `names` are those of the layers.
 */
export function isNumbered(
  name: string,
  layers: readonly Pick<LayerNode<number>, 'definition'>[],
  names: readonly string[],
): boolean {
  const { kind } = kindAndNumber(name);
  return layers.some(
    ({ definition }, index) =>
      kind.split('.').at(-1) === snakeCase(definition.kind) &&
      kindAndNumber(names[index] ?? '').kind === kind,
  );
}
