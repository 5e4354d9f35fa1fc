import type { LayerNode } from '../../../compiler/graph/graph.ts';
import type { WeightSource } from '../../../compiler/graph/weight-source.ts';
import { layersInOrder, type Pair, type Pairs } from './pairs.ts';
import { pairLayers } from './pair-layers.ts';
import { pairPaths } from './pair-paths.ts';
import { alignWeights, isUnsure } from './align-weights.ts';
import { pytorchFix } from './pytorch-fix.ts';
import type { StoredWeight, StoredWeights } from './stored-weights.ts';

/** What a file has for a part of a model. */
export interface Match {
  /** By the variable's name (`base.conv/kernel`). */
  readonly found: ReadonlyMap<string, StoredWeight>;
  /** Where the two differ, a line each: paths that are missing or have another shape, and what the file has besides. */
  readonly differences: readonly string[];
  /** What to do about them, where that can be seen. */
  readonly fix?: string;
  /** Paths of the last layers, which the file does not fit: a head for other classes. */
  readonly head: readonly string[];
  /** What the file has besides, and nothing wants: names go with names, so that it moves nothing. */
  readonly surplus: readonly string[];
  /** Paths of layers of which the file does not say whether it has gamma or beta. */
  readonly unsure: readonly string[];
}

/**
 * Finds the weights of a part in a file; where it does not fit the part as it is written, of the layers that an output is
 * made from, which are all that Keras's model of it has.
 */
export function matchReached(
  source: WeightSource<number>,
  reached: readonly LayerNode<number>[],
  stored: StoredWeights,
): Match {
  const written = matchWeights(source, stored);
  const layers = reached.filter(({ path }) => path.startsWith(`${source.path}.`));
  if (written.differences.length === 0 || layers.length === source.layers.length) return written;
  const match = matchWeights({ ...source, layers }, stored);
  return match.differences.length === 0 ? match : written;
}

/** Finds the weights of a part in a file: by path, or for Keras's files as Keras finds them. */
export function matchWeights(source: WeightSource<number>, stored: StoredWeights): Match {
  const { pairs, besides, misplaced } = pair(source, stored);
  const found = new Map<string, StoredWeight>();
  const misfits: { readonly index: number; readonly line: string }[] = [];
  for (const [index, each] of pairs.entries()) {
    const { layer } = each;
    const given = stored.by === 'path' ? each.stored : alignWeights(each);
    for (const [position, weight] of layer.weights.entries()) {
      const one = given[position];
      const name = `${layer.path}/${weight.name}`;
      if (one?.shape.join() === weight.shape.join()) found.set(name, one);
      else misfits.push({ index, line: misfit(name, weight.shape, one) });
    }
    misfits.push(...tooMany(each, given).map((line) => ({ index, line })));
  }
  const others = misfits.length === 0 ? [] : besides;
  const fix = pytorchFix(pairs, stored);
  return {
    ...(fix === undefined ? {} : { fix }),
    found,
    head: headOf(pairs, new Set(misfits.map(({ index }) => index))),
    differences: [...misfits.map(({ line }) => line), ...[...misplaced, ...others].map(inFileOnly)],
    surplus: misfits.length === 0 ? besides : [],
    unsure: stored.by === 'path' ? [] : pairs.filter(isUnsure).map(({ layer }) => layer.path),
  };
}

function pair(source: WeightSource<number>, stored: StoredWeights): Pairs {
  if (stored.by === 'path') {
    const layers = layersInOrder(source.layers).filter(({ weights }) => weights.length > 0);
    return pairPaths(source.path, layers, stored.tensors);
  }
  return pairLayers({ path: source.path, layers: source.layers, models: source.models }, stored);
}

/** Layers from the first on that does not fit, where none behind it fits. */
function headOf(pairs: readonly Pair[], misfits: ReadonlySet<number>): readonly string[] {
  const first = Math.min(...misfits);
  const isTail = misfits.size > 0 && misfits.size === pairs.length - first;
  return isTail && first > 0 ? pairs.slice(first).map(({ layer }) => layer.path) : [];
}

const misfit = (name: string, wanted: readonly number[], given: StoredWeight | undefined): string =>
  given === undefined
    ? `\`${name}\` is not in the file`
    : `\`${name}\` is [${wanted.join(', ')}] here, [${given.shape.join(', ')}] in the file`;

/** What a file has besides for a layer: by name where names decide; else which of them are meant is not known. */
function tooMany({ layer, stored }: Pair, given: Pair['stored']): readonly string[] {
  const others = given.slice(layer.weights.length).flatMap((weight) => weight ?? []);
  if (others.length === 0) return [];
  if (given !== stored) return others.map(({ name }) => inFileOnly(name));
  return [`\`${layer.path}\` has ${numberOf(layer)} here, ${stored.length} in the file`];
}

const numberOf = ({ weights }: LayerNode<number>): string =>
  `${weights.length} ${weights.length === 1 ? 'weight' : 'weights'}`;

const inFileOnly = (name: string): string => `\`${name}\` is in the file only`;
