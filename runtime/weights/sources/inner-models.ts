import type { Part } from './pair-layers.ts';
import { kerasName, type Pairs } from './pairs.ts';
import type { StoredLayer } from './stored-weights.ts';

/** A model within the part, by its path, and what the file has for it. */
export interface Assigned {
  readonly model: string;
  readonly stored: StoredLayer;
}

/**
 * Which model within the part is which of the file: the one of that name (also a block or a labelled group may be one), else
 * in the order of the text the first that fits; what is left goes to a group that it fits as a whole. `left`: those of the
 * file that are none.
 */
export function assignModels(
  part: Part,
  stored: readonly StoredLayer[],
  pair: (model: string, stored: StoredLayer) => Pairs,
): { readonly assigned: readonly Assigned[]; readonly left: readonly StoredLayer[] } {
  const left = new Set(stored);
  const models = new Map<string, StoredLayer>();
  const groups = groupsOf(part);
  for (const layer of stored) {
    const model = groups.find((path) => kerasName(path, part.path) === layer.name);
    if (model === undefined || [...models.keys()].some((other) => areNested(model, other))) continue;
    models.set(model, layer);
    left.delete(layer);
  }
  for (const model of outermost(part.models)) {
    if ([...models.keys()].some((other) => areNested(model, other))) continue;
    const [first, ...others] = left;
    const found =
      [first, ...others].find((layer) => layer !== undefined && fits(pair(model, layer))) ?? first;
    if (found === undefined) break;
    models.set(model, found);
    left.delete(found);
  }
  for (const layer of left) {
    const group = groups.find(
      (path) => ![...models.keys()].some((other) => areNested(path, other)) && isWhole(pair(path, layer)),
    );
    if (group === undefined) continue;
    models.set(group, layer);
    left.delete(layer);
  }
  return { assigned: [...models].map(([model, each]) => ({ model, stored: each })), left: [...left] };
}

/** Every path that layers of the part lie under. */
function groupsOf({ path, layers }: Part): readonly string[] {
  const found = new Set<string>();
  for (const layer of layers) {
    const segments = layer.path.slice(path.length + 1).split('.');
    for (let count = 1; count < segments.length; count++) {
      found.add([path, ...segments.slice(0, count)].join('.'));
    }
  }
  return [...found];
}

const areNested = (a: string, b: string): boolean =>
  a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);

const outermost = (models: readonly string[]): readonly string[] =>
  models.filter((model) => !models.some((other) => model.startsWith(`${other}.`)));

/** Whether each weight of a group is in the file's model, and nothing else. */
const isWhole = (paired: Pairs): boolean =>
  paired.pairs.length > 0 && paired.besides.length === 0 && fits(paired);

const fits = ({ pairs, misplaced }: Pairs): boolean =>
  misplaced.length === 0 &&
  pairs.every(
    ({ layer, stored }) =>
      stored.length === layer.weights.length &&
      layer.weights.every(({ shape }, index) => stored[index]?.shape.join() === shape.join()),
  );
