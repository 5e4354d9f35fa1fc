import { snakeCase } from '../../expand/names.ts';
import type { ConcreteGraph, LayerNode, Tensor } from '../../graph/graph.ts';
import { kerasOrder } from '../../graph/keras-order.ts';
import { operationConfig } from './operation-config.ts';

/** What Keras has as one layer: an input, or a layer with all its applications. */
export interface ModelLayer {
  readonly tensor: Tensor<number>;
  /** Of an input none. */
  readonly applications: readonly LayerNode<number>[];
}

/** A graph as Keras's functional model has it: in the order of `model.layers`, those that are operations to Keras among them. */
export function modelLayers(graph: ConcreteGraph): readonly ModelLayer[] {
  const applications = new Map<string, LayerNode<number>[]>();
  for (const layer of graph.layers) {
    const owner = layer.sharesWith ?? layer.path;
    applications.set(owner, [...(applications.get(owner) ?? []), layer]);
  }
  const ordered = kerasOrder(outputsInOrder(graph).map(({ tensor }) => tensor));
  const unused = graph.inputs.filter((input) => !ordered.includes(input));
  return [...ordered, ...unused].map((tensor) => ({
    tensor: tensor as Tensor<number>,
    applications: tensor.type === 'input' ? [] : (applications.get(tensor.sharesWith ?? tensor.path) ?? []),
  }));
}

/** The outputs as Keras goes through them: a table of several by their names. */
export const outputsInOrder = ({ heads }: ConcreteGraph): ConcreteGraph['heads'] =>
  heads.toSorted(({ name: a }, { name: b }) => (a < b ? -1 : a > b ? 1 : 0));

/** Where a file of weights has a layer, and the variables that are there, in their order. */
export interface WeightGroup {
  /** Within the file: `layers/conv2d_1`. */
  readonly path: string;
  /** What Keras calls the layer. */
  readonly tensor: Tensor<number>;
  readonly variables: readonly string[];
}

/** Where Keras's `.weights.h5` has the weights of a graph: by kind, and how many of the kind come before in `model.layers`. */
export function weightGroups(graph: ConcreteGraph): readonly WeightGroup[] {
  const counts = new Map<string, number>();
  return modelLayers(graph).flatMap(({ tensor }): readonly WeightGroup[] => {
    const isLayer = tensor.type === 'layer';
    if (isLayer && operationConfig(tensor) !== undefined) return [];
    const kind = isLayer ? snakeCase(tensor.kind) : 'input_layer';
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    const path = `layers/${count === 0 ? kind : `${kind}_${count}`}`;
    const weights = isLayer ? tensor.weights : [];
    return [{ path, tensor, variables: weights.map(({ name }) => `${isLayer ? tensor.path : ''}/${name}`) }];
  });
}
