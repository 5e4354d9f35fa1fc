import { type File, Group } from 'h5wasm';
import type { H5File, H5Layer, H5Weight } from './h5-message.ts';
import { modelsInConfig, type NamedLayer } from './models-in-config.ts';
import type { Library } from './sandbox.ts';

/** More layers, or weights in one, are in no network. */
const maximumEntries = 100_000;
/** No model within a model within a model goes deeper. */
const maximumDepth = 16;
const maximumRank = 8;
/** Bytes of the names in one attribute. */
const maximumNames = 2 ** 24;

/** What Keras 2 and 3 write: `.h5` (weights, or a whole model) and `.weights.h5`. Throws an Error that says what is wrong. */
export function readStructure(library: Library, file: File): H5File {
  return new Reader(library, file.file_id).read();
}

class Reader {
  readonly #library: Library;
  readonly #file: bigint;
  #entries = 0;

  constructor(library: Library, file: bigint) {
    this.#library = library;
    this.#file = file;
  }

  read(): H5File {
    if (this.#hasAttribute('/', 'layer_names')) return this.#layersInOrder('/');
    if (this.#isGroup('/model_weights')) return this.#layersInOrder('/model_weights', this.#innerModels());
    const layers = ['/layers', '/_layer_checkpoint_dependencies'].find((path) => this.#isGroup(path));
    if (layers !== undefined) return { by: 'kind', layers: this.#layersByKind(layers, 0) };
    throw new Error('it holds no weights as Keras writes them');
  }

  /** `layer_names` of a group and `weight_names` of each layer, in order. */
  #layersInOrder(group: string, models: ReadonlyMap<string, readonly NamedLayer[]> = new Map()): H5File {
    const layers = this.#names(group, 'layer_names').map((name): H5Layer => {
      const path = join(group, name);
      if (!this.#isGroup(path)) throw new Error(`it lacks the layer \`${shown(name)}\` that it names`);
      const weights = this.#names(path, 'weight_names').map((each) => this.#weight(join(path, each), each));
      const inner = models.get(name);
      return { name, weights, ...(inner === undefined ? {} : { inner }) };
    });
    return { by: 'order', layers: layers.filter(({ weights }) => weights.length > 0) };
  }

  #innerModels(): ReadonlyMap<string, readonly NamedLayer[]> {
    const [config] = this.#hasAttribute('/', 'model_config') ? this.#texts('/', 'model_config') : [];
    return modelsInConfig(config ?? '');
  }

  /** `layers/conv2d_3/vars/0`; of a model within the model `layers/functional/layers/conv2d/vars/0`. */
  #layersByKind(group: string, depth: number): readonly H5Layer[] {
    if (depth > maximumDepth) throw new Error(`it has more than ${maximumDepth} models within one another`);
    return this.#children(group).flatMap((name): readonly H5Layer[] => {
      const path = join(group, name);
      if (!this.#isGroup(path)) return [];
      const inner = join(path, 'layers');
      const layers = this.#isGroup(inner) ? this.#layersByKind(inner, depth + 1) : [];
      const vars = join(path, 'vars');
      const weights = this.#isGroup(vars) ? this.#variables(vars) : [];
      if (layers.length > 0) return [{ name, weights, layers }];
      return weights.length > 0 ? [{ name, ...this.#called(vars), weights }] : [];
    });
  }

  /** What Keras 3 writes beside the weights of a layer: what the model calls it. */
  #called(vars: string): { readonly called?: string } {
    const [called] = this.#hasAttribute(vars, 'name') ? this.#texts(vars, 'name') : [];
    return called === undefined ? {} : { called };
  }

  #variables(path: string): readonly H5Weight[] {
    const keys = this.#children(path).toSorted((a, b) => Number(a) - Number(b));
    return keys.map((key) => this.#weight(join(path, key), key));
  }

  #weight(path: string, name: string): H5Weight {
    if (this.#type(path) !== this.#library.H5G_DATASET) {
      throw new Error(`it lacks the weight \`${shown(name)}\` that it names`);
    }
    const { shape } = this.#library.get_dataset_metadata(this.#file, path);
    if (shape === null || shape.length > maximumRank) {
      throw new Error(`its weight \`${shown(name)}\` has no shape of a weight`);
    }
    return { path, name, shape };
  }

  /** The names in an attribute; Keras writes long ones in parts (`layer_names0`, `layer_names1`, …). */
  #names(group: string, attribute: string): readonly string[] {
    const names = new Set(this.#count(this.#library.get_attribute_names(this.#file, group)));
    const parts = names.has(attribute) ? [attribute] : [];
    for (let part = 0; names.has(`${attribute}${part}`); part++) parts.push(`${attribute}${part}`);
    return this.#count(parts.flatMap((part) => this.#texts(group, part)));
  }

  #texts(group: string, attribute: string): readonly string[] {
    const found = this.#library.get_attribute_metadata(this.#file, group, attribute);
    const isText = found.type === this.#library.H5T_class_t.H5T_STRING.value;
    if (found.shape === null || found.total_size === 0) return [];
    if (!isText) throw new Error(`its \`${attribute}\` are no names`);
    if (found.size * found.total_size > maximumNames) throw new Error(`its \`${attribute}\` are too long`);
    this.#count({ length: found.total_size });
    const value: unknown = new Group(this.#file, group).get_attribute(attribute, true);
    const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (!texts.every((text) => typeof text === 'string'))
      throw new Error(`its \`${attribute}\` are no names`);
    return texts;
  }

  #children(group: string): readonly string[] {
    return this.#count(this.#library.get_names(this.#file, group, false));
  }

  #hasAttribute = (group: string, name: string): boolean =>
    this.#library.get_attribute_names(this.#file, group).includes(name);

  #isGroup = (path: string): boolean => this.#type(path) === this.#library.H5G_GROUP;

  #type = (path: string): number => this.#library.get_type(this.#file, path);

  /** Takes note of entries: of a whole file there are so many at most. */
  #count<T extends { readonly length: number }>(entries: T): T {
    this.#entries += entries.length;
    if (this.#entries > maximumEntries) throw new Error(`it has more than ${maximumEntries} entries`);
    return entries;
  }
}

const join = (group: string, name: string): string => (group === '/' ? `/${name}` : `${group}/${name}`);

const shown = (name: string): string => name.slice(0, 80);
