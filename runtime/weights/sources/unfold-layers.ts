import type { StoredLayer, StoredWeight } from './stored-weights.ts';

/**
 * A layer of an `.h5` file whose weights are those of several: a model within the model, which Keras writes as one layer with
 * the weights of all (those that train first). Its layers are those that the weights' names name.
 */
export function unfold(layer: StoredLayer): StoredLayer {
  if (layer.layers !== undefined) return layer;
  const weights = new Map<string, StoredWeight[]>();
  for (const weight of layer.weights) {
    const owner = ownerOf(weight.name);
    const known = weights.get(owner);
    if (known === undefined) weights.set(owner, [weight]);
    else known.push(weight);
  }
  if (weights.size < 2) return layer;
  const layers = [...weights].map(([name, own]) => ({ name, weights: own }));
  return { name: layer.name, weights: [], layers, unordered: !ascends(layers.map(({ name }) => name)) };
}

/** `sequential/dense/kernel` is a weight of `dense`. */
const ownerOf = (weight: string): string => weight.split('/').at(-2) ?? '';

/**
 * Whether layers of each kind come in the order of their numbers. Where a part of the model is frozen, its layers are
 * written behind the others, and the order of the model is lost.
 */
function ascends(names: readonly string[]): boolean {
  const last = new Map<string, number>();
  for (const name of names) {
    const [, kind = name, number = '0'] = /^(.*?)(?:_(\d+))?$/.exec(name) ?? [];
    if ((last.get(kind) ?? -1) >= Number(number)) return false;
    last.set(kind, Number(number));
  }
  return true;
}
