import type { Dataset, File, Group } from 'h5wasm/node';
import type { StoredLayer, StoredWeight, StoredWeights } from './stored-weights.ts';

/** More layers, or weights in one, are in no network. */
const maximumEntries = 100_000;

/**
 * Reads what Keras 2 and 3 write: `.h5` (weights, or a whole model) and `.weights.h5`. The reader is HDF5's own library in
 * WebAssembly, which can reach nothing but its memory and this file; numbers are read only as `use` asks for them. Throws
 * an Error that says what is wrong with the file.
 */
export async function withH5<T>(path: string, use: (weights: StoredWeights) => T): Promise<T> {
  const { default: h5wasm, ready } = await import('h5wasm/node');
  const library = await ready;
  library.activate_throwing_error_handler();
  const file = new h5wasm.File(path, 'r');
  try {
    return use(readFile(file));
  } finally {
    file.close();
  }
}

function readFile(file: File): StoredWeights {
  if (file.attrs['layer_names'] !== undefined) return readLayers(file);
  const model = childOf(file, 'model_weights');
  if (isGroup(model)) return readLayers(model);
  const layers = childOf(file, 'layers') ?? childOf(file, '_layer_checkpoint_dependencies');
  if (isGroup(layers)) return readKinds(layers);
  throw new Error('it holds no weights as Keras writes them');
}

/** `layer_names` of the file and `weight_names` of each layer, in order. */
function readLayers(group: Group): StoredWeights {
  const layers = namesIn(group, 'layer_names').map((name): StoredLayer => {
    const layer = childOf(group, name);
    if (!isGroup(layer)) throw new Error(`it lacks the layer \`${shown(name)}\` that it names`);
    const weights = namesIn(layer, 'weight_names').map((weight) => readWeight(layer, weight));
    return { name, weights };
  });
  return { by: 'order', layers: layers.filter(({ weights }) => weights.length > 0) };
}

/** `layers/conv2d_3/vars/0` */
function readKinds(group: Group): StoredWeights {
  const layers = new Map<string, readonly StoredWeight[]>();
  for (const name of limited(group.keys())) {
    const layer = childOf(group, name);
    const vars = isGroup(layer) ? childOf(layer, 'vars') : undefined;
    if (!isGroup(vars)) continue;
    const keys = limited(vars.keys()).toSorted((a, b) => Number(a) - Number(b));
    if (keys.length > 0)
      layers.set(
        name,
        keys.map((key) => readWeight(vars, key)),
      );
  }
  return { by: 'kind', layers };
}

/** The names in an attribute; Keras writes long ones in parts (`layer_names0`, `layer_names1`, …). */
function namesIn(group: Group, attribute: string): readonly string[] {
  const { attrs } = group;
  const parts: unknown[] = attrs[attribute] === undefined ? [] : [attrs[attribute].value];
  for (let part = 0; parts.length === part || attrs[`${attribute}${part}`] !== undefined; part++) {
    const more = attrs[`${attribute}${part}`];
    if (more === undefined) break;
    parts.push(more.value);
  }
  const names = parts.flatMap((part) => (Array.isArray(part) ? (part as unknown[]) : []));
  if (!names.every((name) => typeof name === 'string')) throw new Error(`its \`${attribute}\` are no names`);
  return limited(names);
}

function limited<T>(entries: readonly T[]): readonly T[] {
  if (entries.length > maximumEntries) throw new Error(`it has more than ${maximumEntries} entries`);
  return entries;
}

type Entry = ReturnType<Group['get']>;

const childOf = (group: Group, name: string): Entry | undefined =>
  group.keys().includes(name.split('/')[0] ?? '') ? group.get(name) : undefined;

const isGroup = (entry: Entry | undefined): entry is Group => typeOf(entry) === 'Group';

const isDataset = (entry: Entry | undefined): entry is Dataset => typeOf(entry) === 'Dataset';

const typeOf = (entry: Entry | undefined): string =>
  typeof entry === 'object' && entry !== null && 'type' in entry ? entry.type : '';

function readWeight(group: Group, name: string): StoredWeight {
  const data = childOf(group, name);
  if (!isDataset(data)) throw new Error(`it lacks the weight \`${shown(name)}\` that it names`);
  const shape = data.shape ?? [];
  return {
    shape,
    read() {
      const { value } = data;
      const size = shape.reduce((product, length) => product * length, 1);
      if (typeof value === 'number') return Float32Array.of(value);
      if (!(value instanceof Float32Array || value instanceof Float64Array) || value.length !== size) {
        throw new Error(`its weight \`${shown(name)}\` is no table of floats`);
      }
      return Float32Array.from(value);
    },
  };
}

const shown = (name: string): string => name.slice(0, 80);
