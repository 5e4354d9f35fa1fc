import type { LayerNode } from '../../../compiler/graph/graph.ts';
import type { Pair } from './pairs.ts';
import type { StoredWeight } from './stored-weights.ts';

/** The weights that normalisations have, each of which may be left out (`center=false`, `scale=false`): of one shape, so that only names tell them apart. */
const optional = ['gamma', 'beta'];
const ofNormalizations = new Set([...optional, 'moving_mean', 'moving_variance']);

/** `gamma` of `bn/gamma`, or of `bn/gamma:0` as Keras 2 wrote it. */
const nameOf = ({ name }: StoredWeight): string => name.replace(/^.*\//, '').replace(/:\d+$/, '');

const areNamed = (stored: Pair['stored']): stored is readonly StoredWeight[] =>
  stored.length > 0 && stored.every((weight) => weight !== undefined && ofNormalizations.has(nameOf(weight)));

const isNormalization = ({ weights }: LayerNode<number>): boolean =>
  weights.length > 0 && weights.every(({ name }) => ofNormalizations.has(name));

/** What a file of Keras's has for each weight of a layer, then what it has besides: by their names where those of a normalisation are given, else in order. */
export function alignWeights({ layer, stored }: Pair): Pair['stored'] {
  if (!isNormalization(layer) || !areNamed(stored)) return stored;
  const named = new Map(stored.map((weight) => [nameOf(weight), weight]));
  const wanted = layer.weights.map(({ name }) => named.get(name));
  return [...wanted, ...stored.filter((weight) => !wanted.includes(weight))];
}

/** Whether a file has as many weights as a layer, and does not say which of gamma and beta it has, where the layer has one of them. */
export const isUnsure = ({ layer, stored }: Pair): boolean =>
  isNormalization(layer) &&
  !areNamed(stored) &&
  stored.length === layer.weights.length &&
  layer.weights.filter(({ name }) => optional.includes(name)).length === 1;
