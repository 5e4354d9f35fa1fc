import type { LayerNode, Tensor } from '../../../compiler/graph/graph.ts';
import { layersInOrder } from './pairs.ts';

/**
 * The layers of a part as Keras orders them, where models within it stand as one: these by their paths. One that is applied
 * several times is one.
 */
export function condense(
  layers: readonly LayerNode<number>[],
  models: readonly string[],
): readonly (LayerNode<number> | string)[] {
  const modelOf = ({ sharesWith, path }: LayerNode): string | undefined =>
    models.find((model) => (sharesWith ?? path).startsWith(`${model}.`));
  const applicationOf = (tensor: Tensor): string | undefined => {
    const model = tensor.type === 'layer' ? modelOf(tensor) : undefined;
    return model === undefined || tensor.type !== 'layer' ? undefined : applied(tensor, model);
  };
  const standing = new Map<Tensor | string, LayerNode<number>>();
  const originals = new Map<LayerNode<number>, LayerNode<number> | string>();
  for (const layer of layers) {
    const model = modelOf(layer);
    const application = applicationOf(layer);
    const outside = layer.inputs.filter(
      (input) => application === undefined || applicationOf(input) !== application,
    );
    const inputs = outside.map((input) => standing.get(applicationOf(input) ?? input) ?? input);
    const earlier = application === undefined ? undefined : standing.get(application);
    if (earlier !== undefined) {
      Object.assign(earlier, { inputs: [...earlier.inputs, ...inputs] });
      continue;
    }
    const one =
      model === undefined || application === undefined
        ? { ...layer, inputs }
        : { ...asOne(layer, application, model), inputs };
    standing.set(application ?? layer, one);
    originals.set(one, model ?? layer);
  }
  return layersInOrder([...originals.keys()]).flatMap((one) => originals.get(one) ?? []);
}

/** The path of the application of a model that a layer lies in: the model's own, or what `reuse` made of it. */
function applied({ path, sharesWith }: LayerNode, model: string): string {
  if (sharesWith === undefined || path.startsWith(`${model}.`)) return model;
  const within = sharesWith.slice(model.length + 1).split('.').length;
  return path.split('.').slice(0, -within).join('.');
}

/** An application of a model as a layer. */
function asOne(layer: LayerNode<number>, application: string, model: string): LayerNode<number> {
  const { sharesWith: _, ...own } = layer;
  return application === model ? { ...own, path: model } : { ...own, path: application, sharesWith: model };
}
