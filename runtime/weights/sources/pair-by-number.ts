import type { LayerNode } from '../../../compiler/graph/graph.ts';
import { snakeCase } from '../../../compiler/expand/names.ts';
import { groupBy } from './group-by.ts';
import type { StoredLayer } from './stored-weights.ts';

/** `conv2d` and 2 of `conv2d_2`, the name that Keras gives to the third of a kind. */
export function kindAndNumber(name: string): { readonly kind: string; readonly number: number } {
  const [, kind = name, number = '0'] = /^(.*?)(?:_(\d+))?$/.exec(name) ?? [];
  return { kind, number: Number(number) };
}

/**
 * What a file has for each layer by the names that Keras gives: those of a kind in the order of their numbers. Undefined
 * where the kinds are others or not as many, and where the order that comes of it is not that of a file, in which frozen layers stand
 * behind the others.
 */
export function pairByNumber(
  layers: readonly LayerNode<number>[],
  stored: readonly StoredLayer[],
): readonly StoredLayer[] | undefined {
  const kinds = groupBy(stored, ({ name }) => kindAndNumber(name).kind);
  for (const [kind, ofKind] of kinds) kinds.set(kind, ofKind.toSorted(byNumber));
  const paired = layers.map(({ kind }) => kinds.get(snakeCase(kind))?.shift());
  const isWhole = (all: readonly (StoredLayer | undefined)[]): all is readonly StoredLayer[] =>
    !all.includes(undefined);
  if (!isWhole(paired) || paired.length !== stored.length) return undefined;
  const places = stored.map((layer) => paired.indexOf(layer));
  const descents = places.filter((place, index) => place < (places[index - 1] ?? -1));
  return descents.length <= 1 ? paired : undefined;
}

const byNumber = (a: StoredLayer, b: StoredLayer): number =>
  kindAndNumber(a.name).number - kindAndNumber(b.name).number;
