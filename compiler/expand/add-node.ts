import type { LayerNode } from '../graph/graph.ts';
import { formatSizes } from '../catalogue/layers/input-shape.ts';
import type { LayerParams } from '../catalogue/parameters/parameters.ts';
import type { Expansion } from './expansion.ts';
import { type Application, makeNode } from './make-node.ts';

/** Makes a layer and appends it; within a `reuse`, it takes the weights of the layer it repeats. */
export function addNode(
  application: Application,
  params: LayerParams,
  path: string,
  expansion: Expansion,
): void {
  const node = makeNode(application, params, path);
  const owner = expansion.sharing?.owners.next().value;
  if (node === undefined) return expansion.poison();
  const shared = expansion.sharing === undefined ? node : share(node, owner, application, expansion);
  if (shared === undefined) return expansion.poison();
  expansion.add(shared, application.place);
}

/** The layer with the weights of `owner`, where they fit. */
function share(
  node: LayerNode,
  owner: LayerNode | undefined,
  { place }: Application,
  { sharing, owned }: Expansion,
): LayerNode | undefined {
  if (owner?.kind !== node.kind) {
    return place.reporter.report('CNN219', sharing?.span ?? node.span, [
      node.kind,
      'another layer stood here',
    ]);
  }
  const known = owned.get(owner.sharesWith ?? owner.path) ?? owner;
  const differs = node.weights.find(({ name, shape }) => {
    const first = known.weights.find((weight) => weight.name === name);
    return first === undefined || formatSizes(first.shape) !== formatSizes(shape);
  });
  if (differs === undefined) return { ...node, weights: [], sharesWith: known.path };
  const first = known.weights.find(({ name }) => name === differs.name);
  const shapes = `its ${differs.name} would be ${formatSizes(differs.shape)}`;
  const was = first === undefined ? shapes : `${shapes}, but is ${formatSizes(first.shape)}`;
  return place.reporter.report('CNN219', sharing?.span ?? node.span, [node.kind, was], {
    related: node.inputs.slice(0, 1).map((input) => ({
      span: input.span,
      message: `makes ${formatSizes(input.shape)}, not ${formatSizes(known.inputs[0]?.shape ?? [])}`,
    })),
  });
}
