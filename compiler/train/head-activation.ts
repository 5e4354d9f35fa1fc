import type { LayerNode, Tensor } from '../graph/graph.ts';

const transparent = new Set(['Flatten', 'Reshape', 'Dropout']);

/** The layer whose activation a tensor's values went through last, those that only move values left out. */
export function activationNode(tensor: Tensor): LayerNode | undefined {
  if (tensor.type === 'input') return undefined;
  const [input] = tensor.inputs;
  return transparent.has(tensor.definition.kind) && input !== undefined ? activationNode(input) : tensor;
}

/** The activation that a tensor's values went through last; `linear` for none. */
export function headActivation(tensor: Tensor): string {
  const node = activationNode(tensor);
  if (node === undefined) return 'linear';
  const { kind } = node.definition;
  if (kind === 'Softmax') return 'softmax';
  if (kind === 'ReLU') return 'relu';
  const activation = node.params['activation'];
  return typeof activation === 'string' ? activation : 'linear';
}
