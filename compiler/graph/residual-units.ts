import type { Graph, LayerNode, Tensor } from './graph.ts';

/** A sum of branches that part at one tensor, and the layers of the branches. */
export interface ResidualUnit {
  readonly sum: LayerNode;
  readonly layers: ReadonlySet<LayerNode>;
}

/** Every `Add` of two or more tensors, with the layers behind it up to where its branches part. */
export function residualUnits({ layers }: Graph): readonly ResidualUnit[] {
  const order = new Map<Tensor, number>(layers.map((layer, index) => [layer, index]));
  return layers
    .filter(({ kind, inputs }) => kind === 'Add' && inputs.length > 1)
    .map((sum) => ({ sum, layers: branchesOf(sum, order) }));
}

/** Follows the branches back, latest layer first, until they are one. */
function branchesOf(sum: LayerNode, order: ReadonlyMap<Tensor, number>): ReadonlySet<LayerNode> {
  const branches = new Set<LayerNode>();
  const frontier = new Set<Tensor>(sum.inputs);
  while (frontier.size > 1) {
    const latest = [...frontier].reduce((a, b) => ((order.get(a) ?? -1) > (order.get(b) ?? -1) ? a : b));
    if (latest.type === 'input') break;
    frontier.delete(latest);
    branches.add(latest);
    for (const input of latest.inputs) frontier.add(input);
  }
  return branches;
}
