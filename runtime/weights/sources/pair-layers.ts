import type { LayerNode } from '../../../compiler/graph/graph.ts';
import { snakeCase } from '../../../compiler/expand/names.ts';
import { type Assigned, assignModels } from './inner-models.ts';
import { condense } from './condense.ts';
import { numberedNames } from './numbered-names.ts';
import { kindAndNumber, pairByNumber } from './pair-by-number.ts';
import { kerasName, type Pair, type Pairs } from './pairs.ts';
import { unfold } from './unfold-layers.ts';
import type { StoredLayer } from './stored-weights.ts';

/** A part of a model: its layers, and the models that are applied within it. */
export interface Part {
  readonly path: string;
  readonly layers: readonly LayerNode<number>[];
  readonly models: readonly string[];
}

/** The layers of a file of Keras's. */
export interface StoredPart {
  readonly by: 'order' | 'kind';
  readonly layers: readonly StoredLayer[];
  /** How sure the order of the layers is, where only names tell of it. */
  readonly order?: StoredLayer['order'];
}

/**
 * The layers of a part and those of a file of Keras's: models within the model first, each with its own, then what is
 * left by name, in order, or by kind and count.
 */
export function pairLayers(part: Part, given: StoredPart): Pairs {
  const stored = given.layers.map(unfold);
  const inner = stored.filter((layer) => layer.layers !== undefined);
  const { assigned, left } = assignModels(part, inner, (model, one) => pairInner(part, model, one, given.by));
  const within = assigned.map(({ model, stored: one }) => pairInner(part, model, one, given.by));
  const order = condense(
    part.layers,
    assigned.map(({ model }) => model),
  );
  const plain = stored.filter((layer) => layer.layers === undefined);
  const own = pairPlain(part, order, { ...given, layers: plain });
  return {
    pairs: inOrder(order, [own, ...within], assigned),
    besides: [...own.besides, ...within.flatMap(({ besides }) => besides)],
    misplaced: [
      ...own.misplaced,
      ...within.flatMap(({ misplaced }) => misplaced),
      ...left.map(({ name }) => name),
    ],
  };
}

function pairInner(part: Part, model: string, stored: StoredLayer, by: StoredPart['by']): Pairs {
  const isInside = (path: string): boolean => path.startsWith(`${model}.`);
  const inside = {
    path: model,
    layers: part.layers.filter(({ path }) => isInside(path)),
    models: part.models.filter(isInside),
  };
  return pairLayers(inside, {
    by,
    layers: stored.layers ?? [],
    ...(stored.order && { order: stored.order }),
  });
}

/** The pairs in the order of the model: those of a model within it where that stands. */
function inOrder(
  order: ReturnType<typeof condense>,
  [own, ...within]: readonly Pairs[],
  assigned: readonly Assigned[],
): readonly Pair[] {
  const pairOf = new Map(own?.pairs.map((pair) => [pair.layer, pair]));
  return order.flatMap((entry) => {
    if (typeof entry !== 'string') return pairOf.get(entry) ?? [];
    return within[assigned.findIndex(({ model }) => model === entry)]?.pairs ?? [];
  });
}

function pairPlain(part: Part, order: ReturnType<typeof condense>, stored: StoredPart): Pairs {
  const all = order.filter((entry) => typeof entry !== 'string');
  return stored.by === 'kind'
    ? (pairByCall(part.path, all, stored.layers) ?? pairByKind(all, stored.layers))
    : pairByOrder(
        part.path,
        all.filter(({ weights }) => weights.length > 0),
        stored,
      );
}

/** A Normalization's statistics are arguments here and weights in Keras. */
const isNormalization = (name: string): boolean => /^normalization(_\d+)?$/.test(name);

/** By name where the file has every layer under its Keras name; else in order, as Keras does, or by the numbers in names. */
function pairByOrder(
  path: string,
  layers: readonly LayerNode<number>[],
  { layers: all, order }: StoredPart,
): Pairs {
  const stored = all.filter(({ name }) => !isNormalization(name));
  const named = new Map(stored.map((layer) => [layer.name, layer]));
  const names = layers.map((layer) => kerasName(layer.path, path));
  const byName = names.every((name) => named.has(name));
  const numbered = byName || order === undefined ? undefined : pairByNumber(layers, stored);
  const inOrder = numbered ?? (order === 'lost' ? [] : stored);
  const matched = layers.map((_, index) => (byName ? named.get(names[index] ?? '') : inOrder[index]));
  const used = new Set(matched);
  const besides = stored.filter((layer) => !used.has(layer)).map(({ name }) => name);
  const isNumbered = numberedNames(layers, path, (within) => kerasName(`.${within}`, ''));
  return {
    pairs: layers.map((layer, index) => ({ layer, stored: matched[index]?.weights ?? [] })),
    ...split(besides, (name) => byName && !isNumbered(name)),
  };
}

/** `conv2d` of `conv2d_2`. */
const kindIn = (name: string): string => kindAndNumber(name).kind;

/** What is beside a matter of its name, and what has moved others. */
const split = (names: readonly string[], isBeside: (name: string) => boolean): Omit<Pairs, 'pairs'> => ({
  besides: names.filter(isBeside),
  misplaced: names.filter((name) => !isBeside(name)),
});

/**
 * By what the model calls its layers, where the file says so of just these: two of a kind that are made from one tensor, as heads are,
 * are counted in the order of its outputs, which the graph does not tell. Undefined where it calls them otherwise.
 */
function pairByCall(
  path: string,
  all: readonly LayerNode<number>[],
  stored: readonly StoredLayer[],
): Pairs | undefined {
  const called = new Map(stored.map((layer) => [layer.called, layer]));
  const layers = all.filter(({ weights }) => weights.length > 0);
  const names = new Set(layers.map((layer) => kerasName(layer.path, path)));
  const areThese =
    names.size === layers.length && called.size === stored.length && stored.length === layers.length;
  if (!areThese || stored.some((layer) => layer.called === undefined || !names.has(layer.called)))
    return undefined;
  const weightsOf = (layer: LayerNode<number>) => called.get(kerasName(layer.path, path))?.weights ?? [];
  return { pairs: layers.map((layer) => ({ layer, stored: weightsOf(layer) })), besides: [], misplaced: [] };
}

/** As Keras 3 names them in a file: by kind, and how many of the kind come before. */
function pairByKind(all: readonly LayerNode<number>[], stored: readonly StoredLayer[]): Pairs {
  const named = new Map(stored.map((layer) => [layer.name, layer]));
  const counts = new Map<string, number>();
  const used = new Set<string>();
  const pairs = all.flatMap((layer): readonly Pair[] => {
    const kind = snakeCase(layer.kind);
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    const name = count === 0 ? kind : `${kind}_${count}`;
    used.add(name);
    return layer.weights.length === 0 ? [] : [{ layer, stored: named.get(name)?.weights ?? [] }];
  });
  const others = stored.map(({ name }) => name).filter((name) => !used.has(name) && !isNormalization(name));
  return { pairs, ...split(others, (name) => !counts.has(kindIn(name))) };
}
