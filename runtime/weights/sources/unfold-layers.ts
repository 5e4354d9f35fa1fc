import { groupBy } from './group-by.ts';
import { kindAndNumber } from './pair-by-number.ts';
import type { NamedLayer } from './h5/models-in-config.ts';
import type { StoredLayer, StoredWeight } from './stored-weights.ts';

/**
 * A layer of an `.h5` file whose weights are those of several: a model within the model, which Keras writes as one layer with
 * the weights of all (those that train first). Its layers are those that the file describes, else those that the weights'
 * names name.
 */
export function unfold(layer: StoredLayer): StoredLayer {
  if (layer.layers !== undefined) return layer;
  const owned = groupBy(layer.weights, ({ name }) => ownerOf(name));
  if (owned.size < 2) return layer;
  const described = layer.inner && arrange(layer.inner, owned);
  if (described !== undefined) return { name: layer.name, weights: [], layers: described };
  const layers = [...owned].map(([name, weights]) => ({ name, weights }));
  const order = ascends(layers.map(({ name }) => name)) ? 'by number' : 'lost';
  return { name: layer.name, weights: [], layers, order };
}

/** `sequential/dense/kernel` is a weight of `dense`. */
const ownerOf = (weight: string): string => weight.split('/').at(-2) ?? '';

/** The layers that a file describes, each with its weights; undefined where it does not describe the owner of one. */
function arrange(
  described: readonly NamedLayer[],
  owned: ReadonlyMap<string, readonly StoredWeight[]>,
): readonly StoredLayer[] | undefined {
  const left = new Map(owned);
  const take = ({ name, layers }: NamedLayer): readonly StoredLayer[] => {
    if (layers !== undefined) {
      const inner = layers.flatMap(take);
      return inner.length === 0 ? [] : [{ name, weights: [], layers: inner }];
    }
    const weights = left.get(name);
    left.delete(name);
    return weights === undefined ? [] : [{ name, weights }];
  };
  const layers = described.flatMap(take);
  return left.size === 0 ? layers : undefined;
}

/**
 * Whether layers of each kind come in the order of their numbers. Where a part of the model is frozen, its layers are
 * written behind the others, and the order of the model is lost.
 */
function ascends(names: readonly string[]): boolean {
  const last = new Map<string, number>();
  for (const name of names) {
    const { kind, number } = kindAndNumber(name);
    if ((last.get(kind) ?? -1) >= number) return false;
    last.set(kind, number);
  }
  return true;
}
