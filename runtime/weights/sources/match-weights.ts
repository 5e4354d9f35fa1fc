import type { LayerNode } from '../../../compiler/graph/graph.ts';
import { partOrder } from '../../../compiler/graph/keras-order.ts';
import type { WeightSource } from '../../../compiler/graph/weight-source.ts';
import { snakeCase } from '../../../compiler/resolve/names.ts';
import type { StoredLayer, StoredWeight, StoredWeights } from './stored-weights.ts';

/** What a file has for a part of a model. */
export interface Match {
  /** By the variable's name (`base.conv/kernel`). */
  readonly found: ReadonlyMap<string, StoredWeight>;
  /** Where the two differ, a line each: paths that are missing or have another shape, and what the file has besides. */
  readonly differences: readonly string[];
  /** Paths of the last layers, which the file does not fit: a head for other classes. */
  readonly head: readonly string[];
}

/** A layer of the part, and what a file has for each of its weights. */
interface Pair {
  readonly layer: LayerNode<number>;
  readonly stored: readonly (StoredWeight | undefined)[];
}

/** The layers of a part as Keras orders them. */
function ordered(layers: readonly LayerNode<number>[]): readonly LayerNode<number>[] {
  const inside = new Set<unknown>(layers);
  return partOrder(new Set(layers)).filter((tensor): tensor is LayerNode<number> => inside.has(tensor));
}

/** Finds the weights of a part in a file: by path, or for Keras's files as Keras finds them. */
export function matchWeights(source: WeightSource<number>, stored: StoredWeights): Match {
  const layers = ordered(source.layers).filter(({ weights }) => weights.length > 0);
  const { pairs, besides } = pair(source, layers, stored);
  const found = new Map<string, StoredWeight>();
  const misfits: { readonly index: number; readonly line: string }[] = [];
  for (const [index, { layer, stored: given }] of pairs.entries()) {
    for (const [position, weight] of layer.weights.entries()) {
      const each = given[position];
      const name = `${layer.path}/${weight.name}`;
      if (each?.shape.join() === weight.shape.join()) found.set(name, each);
      else misfits.push({ index, line: misfit(name, weight.shape, each) });
    }
  }
  const first = Math.min(...misfits.map(({ index }) => index));
  const isTail =
    misfits.length > 0 &&
    pairs.slice(first).every((_, index) => misfits.some((one) => one.index === first + index));
  const head = isTail && first > 0 ? pairs.slice(first).map(({ layer }) => layer.path) : [];
  const extra = misfits.length === 0 ? [] : besides.map((name) => `\`${name}\` is in the file only`);
  return { found, head, differences: [...misfits.map(({ line }) => line), ...extra] };
}

const misfit = (name: string, wanted: readonly number[], given: StoredWeight | undefined): string =>
  given === undefined
    ? `\`${name}\` is not in the file`
    : `\`${name}\` is [${wanted.join(', ')}] here, [${given.shape.join(', ')}] in the file`;

interface Pairs {
  readonly pairs: readonly Pair[];
  /** What the file has besides. */
  readonly besides: readonly string[];
}

function pair(
  source: WeightSource<number>,
  layers: readonly LayerNode<number>[],
  stored: StoredWeights,
): Pairs {
  switch (stored.by) {
    case 'path':
      return pairPaths(source, layers, stored.tensors);
    case 'order':
      return pairLayers(
        source,
        layers,
        stored.layers.filter(({ name }) => !isNormalization(name)),
      );
    case 'kind':
      return pairKinds(source, layers, stored.layers);
  }
}

/** A Normalization's statistics are arguments here and weights in Keras. */
const isNormalization = (name: string): boolean => /^normalization(_\d+)?$/.test(name);

/** A path within the part, or whole where the file is of a model that has the part under the same label. */
function pairPaths(
  { path }: WeightSource<number>,
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
  return { pairs, besides: others.filter((name) => !wanted.has(name)) };
}

/** By name where the file has every layer under its Keras name; else in order, as Keras does. */
function pairLayers(
  { path }: WeightSource<number>,
  layers: readonly LayerNode<number>[],
  stored: readonly StoredLayer[],
): Pairs {
  const named = new Map(stored.map((layer) => [layer.name, layer]));
  const names = layers.map((layer) => kerasName(layer.path, path));
  const byName = names.every((name) => named.has(name));
  const matched = layers.map((_, index) => (byName ? named.get(names[index] ?? '') : stored[index]));
  const used = new Set(matched);
  return {
    pairs: layers.map((layer, index) => ({ layer, stored: matched[index]?.weights ?? [] })),
    besides: stored.filter((layer) => !used.has(layer)).map(({ name }) => name),
  };
}

/** A Keras name is the path joined by `_`. */
const kerasName = (path: string, part: string): string =>
  path
    .slice(part.length + 1)
    .replaceAll(/[.[]/g, '_')
    .replaceAll(']', '');

function pairKinds(
  { layers: all }: WeightSource<number>,
  layers: readonly LayerNode<number>[],
  stored: ReadonlyMap<string, readonly StoredWeight[]>,
): Pairs {
  const counts = new Map<string, number>();
  const names = new Map<LayerNode<number>, string>();
  for (const layer of ordered(all)) {
    const kind = snakeCase(layer.definition.kind);
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    names.set(layer, count === 0 ? kind : `${kind}_${count}`);
  }
  const used = new Set(names.values());
  return {
    pairs: layers.map((layer) => ({ layer, stored: stored.get(names.get(layer) ?? '') ?? [] })),
    besides: [...stored.keys()].filter((name) => !used.has(name)),
  };
}
