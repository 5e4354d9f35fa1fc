import type { LayerNode } from '../../../compiler/graph/graph.ts';
import { partOrder } from '../../../compiler/graph/keras-order.ts';
import type { StoredWeight } from './stored-weights.ts';

/** A layer of the part, and what a file has for each of its weights. */
export interface Pair {
  readonly layer: LayerNode<number>;
  readonly stored: readonly (StoredWeight | undefined)[];
}

export interface Pairs {
  readonly pairs: readonly Pair[];
  /** What the file has besides, under names that nothing else goes by. */
  readonly besides: readonly string[];
  /** What the file has besides where order decides: it may have taken the place of another. */
  readonly misplaced: readonly string[];
}

/** The layers of a part as Keras orders them; one that is applied several times is one. */
export function layersInOrder(layers: readonly LayerNode<number>[]): readonly LayerNode<number>[] {
  const inside = new Set<unknown>(layers);
  return partOrder(new Set(layers)).filter((tensor): tensor is LayerNode<number> => inside.has(tensor));
}

/** A Keras name is the path joined by `_`. */
export const kerasName = (path: string, part: string): string =>
  path
    .slice(part.length + 1)
    .replaceAll(/[.[]/g, '_')
    .replaceAll(']', '');
