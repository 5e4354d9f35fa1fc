import { definitionOf } from '../catalogue/layers/registry.ts';
import type { LayerNode, Tensor } from '../graph/graph.ts';

/** Values of 0 to 1 of which nothing else is known. */
export const fraction = 'fraction';

const fractions: ReadonlySet<string> = new Set(['softmax', 'sigmoid', 'hard_sigmoid', fraction]);

const keptBy = ({ kind, params, inputs }: LayerNode) =>
  definitionOf({ kind }).keeps?.(params, inputs[0]?.shape ?? []);

function activationOf({ kind, params }: LayerNode): string {
  if (kind === 'Softmax') return 'softmax';
  if (kind === 'ReLU') return 'relu';
  if (kind === 'Clip')
    return isFraction(params['x_min']) && isFraction(params['x_max']) ? fraction : 'linear';
  const { activation } = params;
  return typeof activation === 'string' ? activation : 'linear';
}

const isFraction = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 1;

/** The layer whose activation a tensor's values went through last, those left out that keep what it made of them. */
export function activationNode(tensor: Tensor): LayerNode | undefined {
  if (tensor.type === 'input') return undefined;
  const [input, ...others] = tensor.inputs;
  const keeps = others.length === 0 && input !== undefined && keptBy(tensor) !== undefined;
  return keeps ? activationNode(input) : tensor;
}

/** The activation that a tensor's values went through last, `fraction` for what only its range is left of; `linear` for none. */
export function headActivation(tensor: Tensor): string {
  if (tensor.type === 'input') return 'linear';
  const kept = keptBy(tensor);
  const own = activationOf(tensor);
  if (kept === undefined) return own;
  const [first = 'linear', ...others] = new Set(tensor.inputs.map(headActivation));
  if (others.length > 0) return [first, ...others].every((each) => fractions.has(each)) ? fraction : 'linear';
  if (first === 'linear') return own;
  return first === 'softmax' && kept === 'range' ? fraction : first;
}

/** The layers of noise and dropout between a tensor and the activation that its values went through last. */
export function randomAfter(tensor: Tensor): LayerNode | undefined {
  if (tensor.type === 'input' || keptBy(tensor) === undefined) return undefined;
  if (definitionOf(tensor).random === true && tensor.params['rate'] !== 0) return tensor;
  return tensor.inputs.map(randomAfter).find((found) => found !== undefined);
}
