import type { LayerNode } from '../../../compiler/graph/graph.ts';
import type { Pairs } from './pairs.ts';
import type { StoredWeight } from './stored-weights.ts';

/** By path within the part, or by the whole path where the file is of a model that has the part under the same label. */
export function pairPaths(
  path: string,
  layers: readonly LayerNode<number>[],
  tensors: ReadonlyMap<string, StoredWeight>,
): Pairs {
  const prefix = `${path}.`;
  const isWhole = [...tensors.keys()].some((name) => name.startsWith(prefix));
  const nameOf = (name: string): string => (isWhole ? name : name.slice(prefix.length));
  const wanted = new Set<string>();
  const pairs = layers.map((layer) => ({
    layer,
    stored: layer.weights.map((weight) => {
      const name = nameOf(`${layer.path}/${weight.name}`);
      wanted.add(name);
      return tensors.get(name);
    }),
  }));
  const others = [...tensors.keys()].filter((name) => !isWhole || name.startsWith(prefix));
  return { pairs, besides: others.filter((name) => !wanted.has(name)), misplaced: [] };
}
