import type { LayerNode, Tensor } from './graph.ts';

/**
 * The layers of a graph, or of a part of it, exactly in the order of Keras's functional `model.layers`: by depth (the
 * longest way to an output, largest first), and at one depth as a depth-first walk back from the outputs meets them
 * (`map_graph` in keras/src/ops/function.py). An input counts as a layer; a layer that is applied several times
 * counts once. Tensors that `isInside` refuses are inputs of the part.
 */
export function kerasOrder(
  outputs: readonly Tensor[],
  isInside: (layer: LayerNode) => boolean = () => true,
): readonly Tensor[] {
  const inputsOf = (tensor: Tensor): readonly Tensor[] =>
    tensor.type === 'layer' && isInside(tensor) ? tensor.inputs : [];
  const { finished, found } = walkBack(outputs, inputsOf);
  const depths = depthsOf(finished, inputsOf);
  return [...found.values()].toSorted(
    (a, b) => (depths.get(operationOf(b)) ?? 0) - (depths.get(operationOf(a)) ?? 0),
  );
}

/** The same of a part of a model; its outputs are what nothing in it goes on from. */
export function partOrder(inside: ReadonlySet<LayerNode>): readonly Tensor[] {
  const used = new Set<Tensor>([...inside].flatMap(({ inputs }) => inputs));
  const outputs = [...inside].filter((layer) => !used.has(layer));
  return kerasOrder(outputs, (layer) => inside.has(layer));
}

/** What Keras calls the operation: the layer behind every application of it. */
const operationOf = (tensor: Tensor): Tensor | string =>
  tensor.type === 'layer' ? (tensor.sharesWith ?? tensor.path) : tensor;

const isRepeated = (tensor: Tensor): boolean => tensor.type === 'layer' && tensor.sharesWith !== undefined;

interface Walk {
  /** Every tensor behind its inputs. */
  readonly finished: readonly Tensor[];
  /** A tensor of each operation, in the order in which they were met. */
  readonly found: ReadonlyMap<Tensor | string, Tensor>;
}

/** A depth-first walk from the outputs to the inputs, without recursion: nets are deep. */
function walkBack(outputs: readonly Tensor[], inputsOf: (tensor: Tensor) => readonly Tensor[]): Walk {
  const finished = new Set<Tensor>();
  const met = new Set<Tensor>();
  const found = new Map<Tensor | string, Tensor>();
  for (const output of outputs) {
    const pending = [output];
    for (let tensor = pending.at(-1); tensor !== undefined; tensor = pending.at(-1)) {
      if (met.has(tensor)) {
        finished.add(tensor);
        pending.pop();
        continue;
      }
      met.add(tensor);
      const operation = operationOf(tensor);
      // The layer itself stands for all its applications, in the place of the first that is met.
      if (!found.has(operation) || !isRepeated(tensor)) found.set(operation, tensor);
      pending.push(
        ...inputsOf(tensor)
          .filter((input) => !met.has(input))
          .toReversed(),
      );
    }
  }
  return { finished: [...finished], found };
}

/** The depth of each operation. */
function depthsOf(
  finished: readonly Tensor[],
  inputsOf: (tensor: Tensor) => readonly Tensor[],
): ReadonlyMap<Tensor | string, number> {
  const tensors = new Map<Tensor, number>();
  const operations = new Map<Tensor | string, number>();
  for (const tensor of finished.toReversed()) {
    const operation = operationOf(tensor);
    const depth = Math.max(tensors.get(tensor) ?? 0, operations.get(operation) ?? 0);
    operations.set(operation, depth);
    for (const input of inputsOf(tensor)) {
      tensors.set(input, Math.max(depth + 1, tensors.get(input) ?? 0));
    }
  }
  return operations;
}
