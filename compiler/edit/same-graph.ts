import type { Graph, Tensor } from '../graph/graph.ts';
import { formatSize } from '../sizes/format-size.ts';
import type { Size } from '../sizes/size.ts';

/** Whether two models are the same but for what their layers are called. */
export const isSameGraph = (one: Graph | undefined, other: Graph | undefined): boolean =>
  one === other || (one !== undefined && other !== undefined && shapeOf(one) === shapeOf(other));

/** All of a model but the names of its layers, which are numbered. */
function shapeOf({ name, inputs, written, layers, heads, needs }: Graph): string {
  const numbers = new Map<string, number>(written.map(({ path }, index) => [path, index]));
  const numberOf = (tensor: Tensor): unknown =>
    tensor.type === 'input' ? tensor.name : (numbers.get(tensor.path) ?? tensor.path);
  return JSON.stringify([
    name,
    inputs.map((input) => [input.name, input.dtype, sizes(input.shape)]),
    written.map((layer) => [
      layer.kind,
      layer.params,
      layer.inputs.map(numberOf),
      sizes(layer.shape),
      layer.weights.map((weight) => [weight.name, weight.shape, weight.trainable]),
      layer.sharesWith && numbers.get(layer.sharesWith),
    ]),
    layers.map(numberOf),
    heads.map((head) => [head.name, numberOf(head.tensor)]),
    needs.length,
  ]);
}

const sizes = (shape: readonly Size[]): readonly string[] => shape.map((size) => formatSize(size));
