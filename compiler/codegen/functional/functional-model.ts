import type { ConcreteGraph, LayerNode, Tensor } from '../../graph/graph.ts';
import { pathOf } from '../keras/clashing-layers.ts';
import { kerasName } from '../keras/keras-name.ts';
import { type Config, type Json, kerasObject } from './json.ts';
import { layerConfig } from './layer-config.ts';
import { type ModelLayer, modelLayers } from './model-layers.ts';
import { operationConfig } from './operation-config.ts';

/** A graph as the `config.json` of a `.keras` file: a functional model of Keras's own layers and operations, under their paths joined by `_`. */
export function functionalModel(graph: ConcreteGraph): Json {
  const layers = modelLayers(graph);
  const histories = historiesOf(layers);
  const historyOf = (tensor: Tensor<number>): readonly Json[] => {
    const history = histories.get(tensor);
    if (history === undefined) throw new RangeError(`${pathOf(tensor)} comes from nowhere`);
    return history;
  };
  const [first] = graph.heads;
  const outputs =
    graph.heads.length === 1 && first !== undefined
      ? [historyOf(first.tensor)]
      : Object.fromEntries(graph.heads.map(({ name, tensor }) => [name, historyOf(tensor)]));
  return {
    ...kerasObject('keras.src.models.functional', 'Functional', {
      name: graph.name,
      trainable: true,
      layers: layers.map((layer) => layerJson(layer, historyOf)),
      input_layers: graph.inputs.map(historyOf),
      output_layers: outputs,
    }),
    registered_name: 'Functional',
    build_config: { input_shape: null },
  };
}

/** Which layer a tensor comes of, and by which of its applications; it is the only one that they give. */
function historiesOf(layers: readonly ModelLayer[]): ReadonlyMap<Tensor<number>, readonly Json[]> {
  const histories = new Map<Tensor<number>, readonly Json[]>();
  for (const { tensor, applications } of layers) {
    const name = kerasName(pathOf(tensor));
    if (tensor.type === 'input') histories.set(tensor, [name, 0, 0]);
    applications.forEach((each, index) => histories.set(each, [name, index, 0]));
  }
  return histories;
}

type HistoryOf = (tensor: Tensor<number>) => readonly Json[];

function layerJson({ tensor, applications }: ModelLayer, historyOf: HistoryOf): Config {
  const name = kerasName(pathOf(tensor));
  if (tensor.type === 'input') return { ...inputJson(name, tensor.shape, tensor.dtype), name };
  const operation = operationConfig(tensor);
  const inbound = applications.map(({ inputs }) => {
    const tensors = inputs.map((input) => tensorJson(input, historyOf));
    const isList = inputs.length > 1 && operation === undefined;
    return { args: [...(isList ? [tensors] : tensors), ...(operation?.others ?? [])], kwargs: {} };
  });
  return { ...classJson(tensor, name), name, inbound_nodes: inbound };
}

const inputJson = (name: string, shape: readonly number[], dtype: string): Config => ({
  ...kerasObject('keras.layers', 'InputLayer', {
    ...{ batch_shape: [null, ...shape], dtype, sparse: false, ragged: false, name, optional: false },
  }),
  inbound_nodes: [],
});

/** The class of a layer, or of the operation that Keras has for it. */
function classJson(layer: LayerNode<number>, name: string): Config {
  const operation = operationConfig(layer);
  if (operation === undefined)
    return kerasObject(moduleOf(layer), layer.kind, { name, ...layerConfig(layer) });
  const { className, config } = operation;
  return {
    ...kerasObject('keras.src.ops.numpy', className, { name, ...config }),
    registered_name: className,
  };
}

/** LayerScale is in Keras, but only of its ConvNeXt. */
const moduleOf = ({ kind }: LayerNode<number>): string =>
  kind === 'LayerScale' ? 'keras.src.applications.convnext' : 'keras.layers';

const tensorJson = (tensor: Tensor<number>, historyOf: HistoryOf): Json => ({
  class_name: '__keras_tensor__',
  config: {
    shape: [null, ...tensor.shape],
    dtype: tensor.type === 'input' ? tensor.dtype : 'float32',
    keras_history: historyOf(tensor),
  },
});
