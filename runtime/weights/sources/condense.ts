import type { LayerNode, Tensor } from '../../../compiler/graph/graph.ts';
import { layersInOrder } from './pairs.ts';

/** The layers of a part as Keras orders them, where models within it stand as one: these by their paths. */
export function condense(
  layers: readonly LayerNode<number>[],
  models: readonly string[],
): readonly (LayerNode<number> | string)[] {
  const modelOf = (tensor: Tensor): string | undefined =>
    tensor.type === 'layer' ? models.find((model) => tensor.path.startsWith(`${model}.`)) : undefined;
  const standing = new Map<Tensor | string, LayerNode<number>>();
  const originals = new Map<LayerNode<number>, LayerNode<number> | string>();
  for (const layer of layers) {
    const model = modelOf(layer);
    const outside = layer.inputs.filter((input) => model === undefined || modelOf(input) !== model);
    const inputs = outside.map((input) => standing.get(modelOf(input) ?? input) ?? input);
    const earlier = model === undefined ? undefined : standing.get(model);
    if (earlier !== undefined) {
      Object.assign(earlier, { inputs: [...earlier.inputs, ...inputs] });
      continue;
    }
    const { sharesWith: _, ...own } = layer;
    const one = model === undefined ? { ...layer, inputs } : { ...own, path: model, inputs };
    standing.set(model ?? layer, one);
    originals.set(one, model ?? layer);
  }
  return layersInOrder([...originals.keys()]).flatMap((one) => originals.get(one) ?? []);
}
