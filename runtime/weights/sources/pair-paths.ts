import type { LayerNode } from '../../../compiler/graph/graph.ts';
import { numberedNames } from './numbered-names.ts';
import type { Pairs } from './pairs.ts';
import type { StoredWeight } from './stored-weights.ts';

/**
 * By path within the part, or by the whole path where the file is of a model that has the part under the same label: a
 * group in the part may have that label, too, so that of both the one is taken that fits more of the part.
 */
export function pairPaths(
  path: string,
  layers: readonly LayerNode<number>[],
  tensors: ReadonlyMap<string, StoredWeight>,
): Pairs {
  const prefix = `${path}.`;
  const whole = new Map([...tensors].filter(([name]) => name.startsWith(prefix)));
  const within = pairNames(path, layers, tensors, '');
  if (whole.size === 0) return within;
  const above = pairNames(path, layers, whole, prefix);
  return fitting(within) > fitting(above) ? within : above;
}

/** `before` stands before the path within the part in the names of the file. */
function pairNames(
  part: string,
  layers: readonly LayerNode<number>[],
  tensors: ReadonlyMap<string, StoredWeight>,
  before: string,
): Pairs {
  const nameOf = (path: string): string => before + path.slice(part.length + 1);
  const pairs = layers.map((layer) => ({
    layer,
    stored: layer.weights.map((weight) => tensors.get(nameOf(`${layer.path}/${weight.name}`))),
  }));
  const wanted = new Set(
    layers.flatMap((layer) => layer.weights.map(({ name }) => nameOf(`${layer.path}/${name}`))),
  );
  const others = [...tensors.keys()].filter((name) => !wanted.has(name));
  const isNumbered = numberedNames(layers, part, (within) => before + within);
  const moves = (name: string): boolean => isNumbered(name.replace(/\/[^/]*$/, ''));
  return {
    pairs,
    besides: others.filter((name) => !moves(name)),
    misplaced: others.filter(moves),
  };
}

/** How many weights are in the file, in their shapes. */
const fitting = ({ pairs }: Pairs): number =>
  pairs.reduce(
    (sum, { layer, stored }) =>
      sum + layer.weights.filter(({ shape }, index) => stored[index]?.shape.join() === shape.join()).length,
    0,
  );
