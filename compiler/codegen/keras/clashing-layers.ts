import type { Graph, Tensor } from '../../graph/graph.ts';
import { kerasName } from './keras-name.ts';

/** Two of a model that Keras calls the same, and a label for the second with which it would not. */
export interface Clash {
  readonly name: string;
  readonly first: Tensor;
  readonly second: Tensor;
  readonly label: string;
}

/** Layers and inputs that Keras cannot tell apart: it joins a path by `_`, so that `a_b` and `b` in `a` are one name to it. */
export function clashingLayers({ inputs, layers }: Graph): readonly Clash[] {
  const tensors = [...inputs, ...layers];
  const taken = new Set(tensors.map((tensor) => kerasName(pathOf(tensor))));
  const named = new Map<string, Tensor>();
  return tensors.flatMap((second) => {
    const name = kerasName(pathOf(second));
    const first = named.get(name);
    if (first !== undefined) return [{ name, first, second, label: freeLabel(pathOf(second), taken) }];
    named.set(name, second);
    return [];
  });
}

/** The path of a layer, or the name of an input. */
export const pathOf = (tensor: Tensor): string => (tensor.type === 'input' ? tensor.name : tensor.path);

/** The last word of a path with a number behind it that makes another name. */
function freeLabel(path: string, taken: ReadonlySet<string>): string {
  const parts = path.split('.');
  const [word = '', ...rounds] = (parts.pop() ?? '').split('[');
  for (let count = 2; ; count++) {
    const label = `${word}_${count}`;
    const name = kerasName([...parts, [label, ...rounds].join('[')].join('.'));
    if (!taken.has(name)) return label;
  }
}
