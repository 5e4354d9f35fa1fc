/** A layer by its name; of a model within the model also its layers, in the order of `model.layers`. */
export interface NamedLayer {
  readonly name: string;
  readonly layers?: readonly NamedLayer[];
}

/** No model within a model within a model goes deeper. */
const maximumDepth = 16;

/**
 * The models within a model by their names, as the `model_config` says that Keras writes into a file of a whole model; none
 * where it cannot be read.
 */
export function modelsInConfig(text: string): ReadonlyMap<string, readonly NamedLayer[]> {
  const layers = layersOf(parse(text), 0) ?? [];
  return new Map(layers.flatMap(({ name, layers: inner }) => (inner === undefined ? [] : [[name, inner]])));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The layers of a model by its description, in their order; undefined of what is no model. */
export const layersInConfig = (config: unknown): readonly NamedLayer[] | undefined => layersOf(config, 0);

/** Of a model `{ "config": { "name": …, "layers": […] } }`; undefined of a layer. */
function layersOf(model: unknown, depth: number): readonly NamedLayer[] | undefined {
  const config = fieldOf(model, 'config');
  // An older sequential model is but the list.
  const layers = Array.isArray(config) ? config : fieldOf(config, 'layers');
  if (!Array.isArray(layers) || depth > maximumDepth) return undefined;
  return layers.flatMap((layer: unknown): readonly NamedLayer[] => {
    const name = fieldOf(fieldOf(layer, 'config'), 'name');
    if (typeof name !== 'string') return [];
    const inner = layersOf(layer, depth + 1);
    return [inner === undefined ? { name } : { name, layers: inner }];
  });
}

function fieldOf(value: unknown, name: string): unknown {
  const isTable = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
  return isTable ? (value as Record<string, unknown>)[name] : undefined;
}
