import type { Head, LayerNode, Tensor } from './graph.ts';

/** What of a model an output is made from. */
export interface Reached {
  /** In the order of the text. */
  readonly layers: readonly LayerNode[];
  readonly heads: readonly Head[];
}

/**
 * The layers behind the outputs, as Keras's functional models have them. Where a layer is applied several times and its
 * first application leads nowhere, the first that does not owns its weights, under the layer's own path.
 */
export function reachedLayers(
  layers: readonly LayerNode[],
  heads: readonly Head[],
  used: ReadonlySet<Tensor> = layersBehind(heads),
): Reached {
  const alive = layers.filter((layer) => used.has(layer));
  const sharing = alive.filter(({ sharesWith }) => sharesWith !== undefined);
  if (sharing.length === 0) return { layers: alive, heads };
  const owners = new Set<string | undefined>(alive.map(({ path }) => path));
  const isWhole = sharing.every(({ sharesWith }) => owners.has(sharesWith));
  return isWhole ? { layers: alive, heads } : withOwners(alive, heads, layers);
}

/** Every tensor that the heads are made from. */
export function layersBehind(heads: readonly Head[]): ReadonlySet<Tensor> {
  const found = new Set<Tensor>(heads.map(({ tensor }) => tensor));
  for (const each of found) if (each.type === 'layer') for (const input of each.inputs) found.add(input);
  return found;
}

/** The same layers, in which each that shares with one that is gone takes its place, or shares with the one that has. */
function withOwners(
  alive: readonly LayerNode[],
  heads: readonly Head[],
  written: readonly LayerNode[],
): Reached {
  const byPath = new Map(written.map((layer) => [layer.path, layer]));
  const owned = new Set(alive.filter(({ sharesWith }) => sharesWith === undefined).map(({ path }) => path));
  const renewed = new Map<Tensor, LayerNode>();
  const now = (tensor: Tensor): Tensor => renewed.get(tensor) ?? tensor;
  const layers = alive.map((layer) => {
    const inputs = layer.inputs.map(now);
    const { sharesWith, ...own } = layer;
    const owner = sharesWith === undefined || owned.has(sharesWith) ? undefined : byPath.get(sharesWith);
    if (owner !== undefined) owned.add(owner.path);
    const next: LayerNode =
      owner === undefined
        ? { ...layer, inputs }
        : { ...own, inputs, path: owner.path, weights: owner.weights };
    renewed.set(layer, next);
    return next;
  });
  return { layers, heads: heads.map((head) => ({ ...head, tensor: now(head.tensor) })) };
}
