import type { LayerNode } from '../../../compiler/graph/graph.ts';
import { isNumbered } from './is-numbered.ts';
import { kerasName, type Pairs } from './pairs.ts';
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
  const within = pairNames(path, layers, tensors, (name) => name.slice(prefix.length));
  if (whole.size === 0) return within;
  const above = pairNames(path, layers, whole, (name) => name);
  return fitting(within) > fitting(above) ? within : above;
}

function pairNames(
  path: string,
  layers: readonly LayerNode<number>[],
  tensors: ReadonlyMap<string, StoredWeight>,
  nameOf: (path: string) => string,
): Pairs {
  const pairs = layers.map((layer) => ({
    layer,
    stored: layer.weights.map((weight) => tensors.get(nameOf(`${layer.path}/${weight.name}`))),
  }));
  const wanted = new Set(
    layers.flatMap((layer) => layer.weights.map(({ name }) => nameOf(`${layer.path}/${name}`))),
  );
  const others = [...tensors.keys()].filter((name) => !wanted.has(name));
  const names = layers.map((layer) => kerasName(layer.path, path));
  const own = nameOf(`${path}.`);
  const moves = (name: string): boolean => isNumbered(layerOf(name, own), layers, names);
  return {
    pairs,
    besides: others.filter((name) => !moves(name)),
    misplaced: others.filter(moves),
  };
}

/** The layer that a stored weight is of, as Keras would name it. */
const layerOf = (name: string, prefix: string): string =>
  kerasName(`.${name.slice(prefix.length).replace(/\/[^/]*$/, '')}`, '');

/** How many weights are in the file, in their shapes. */
const fitting = ({ pairs }: Pairs): number =>
  pairs.reduce(
    (sum, { layer, stored }) =>
      sum + layer.weights.filter(({ shape }, index) => stored[index]?.shape.join() === shape.join()).length,
    0,
  );
