import type { Tensor } from '../graph/graph.ts';

const transparent = new Set(['Flatten', 'Reshape', 'Dropout']);

/** The activation that a tensor's values went through last; `linear` for none. */
export function headActivation(tensor: Tensor): string {
  if (tensor.type === 'input') return 'linear';
  const { kind } = tensor.definition;
  if (kind === 'Softmax') return 'softmax';
  if (kind === 'ReLU') return 'relu';
  const [input] = tensor.inputs;
  if (transparent.has(kind) && input !== undefined) return headActivation(input);
  const activation = tensor.params['activation'];
  return typeof activation === 'string' ? activation : 'linear';
}
