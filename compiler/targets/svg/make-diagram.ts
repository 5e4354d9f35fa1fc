import { definitionOf } from '../../catalogue/layers/registry.ts';
import type { Source } from '../../../grammar/source.ts';
import { spanIn } from '../../diagnostics/site.ts';
import type { Graph, LayerNode, Tensor } from '../../graph/graph.ts';
import { sizeOf } from '../../sizes/shape.ts';
import { add, type Size } from '../../sizes/size.ts';
import { collapseRepeats } from './collapse-repeats.ts';
import type { Diagram, Edge, Item, Row, Stack, Terminal } from './diagram.ts';
import { familyOf, isLight } from './family.ts';
import { makeGroups } from './make-groups.ts';
import { formatDimensions } from '../../sizes/format-size.ts';
import { details, shorten } from './label.ts';

/** What a picture of a model shows besides the model. */
export interface DiagramOptions {
  /** Paths of layers whose weights do not train. */
  readonly frozen?: ReadonlySet<string>;
}

/** A model as boxes: light layers on what they touch up, blocks as groups, identical runs once with a count. */
export function makeDiagram(graph: Graph, { frozen = new Set() }: DiagramOptions = {}): Diagram {
  const runs = stackLayers(graph);
  const idOf = new Map<Tensor, string>(graph.inputs.map((input) => [input, `input ${input.name}`]));
  for (const run of runs) for (const layer of run) idOf.set(layer, run[0]?.path ?? '');
  const owners = new Map(graph.layers.map((layer) => [layer.path, layer]));
  const stacks = runs.map((run) => makeStack(run, { owners, frozen, source: graph.span.source }));
  const edges: Edge[] = runs.flatMap(([first]) => joints(first?.inputs ?? [], first?.path ?? '', idOf));
  const heads = graph.heads.map(({ name, tensor }): Terminal => {
    edges.push(...joints([tensor], `output ${name}`, idOf));
    return terminal('output', name, tensor);
  });
  const inputs = graph.inputs.map((input) => terminal('input', input.name, input));
  const items: Item[] = [...inputs, ...makeGroups(stacks, graph.layers), ...heads];
  return {
    title: graph.name,
    caption: captionOf(graph),
    ...collapseRepeats(items, edges),
    frozen: stacks.some(({ rows }) => rows.some((row) => row.frozen)),
  };
}

const joints = (inputs: readonly Tensor[], to: string, idOf: ReadonlyMap<Tensor, string>): readonly Edge[] =>
  inputs.map((input) => ({ from: idOf.get(input) ?? '', to }));

const terminal = (role: Terminal['role'], name: string, { shape }: Tensor): Terminal => ({
  type: 'terminal',
  id: `${role} ${name}`,
  role,
  name: shorten(name),
  shape: formatDimensions(shape),
});

const enclosing = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('.'), 0));

/** Layers in runs: each begins with a layer of its own, behind which come light ones that nothing else sees. */
function stackLayers({ layers, heads }: Graph): readonly (readonly LayerNode[])[] {
  const uses = new Map<Tensor, number>();
  const use = (tensor: Tensor): unknown => uses.set(tensor, (uses.get(tensor) ?? 0) + 1);
  for (const layer of layers) layer.inputs.forEach(use);
  for (const head of heads) use(head.tensor);
  const runs = new Map<Tensor, LayerNode[]>();
  for (const layer of layers) {
    const [before, another] = layer.inputs;
    const run = before === undefined ? undefined : runs.get(before);
    const joins =
      before?.type === 'layer' &&
      run?.at(-1) === before &&
      another === undefined &&
      isLight(familyOf(definitionOf(layer))) &&
      uses.get(before) === 1 &&
      enclosing(before.path) === enclosing(layer.path) &&
      formatDimensions(before.shape) === formatDimensions(layer.shape);
    if (joins) run.push(layer);
    runs.set(layer, joins ? run : [layer]);
  }
  return [...new Set(runs.values())];
}

interface Known {
  /** Layers by path, for those that use another's weights. */
  readonly owners: ReadonlyMap<string, LayerNode>;
  readonly frozen: ReadonlySet<string>;
  readonly source: Source;
}

function makeStack(run: readonly LayerNode[], known: Known): Stack {
  return {
    type: 'stack',
    id: run[0]?.path ?? '',
    rows: run.map((layer) => makeRow(layer, known)),
    count: 1,
    shape: formatDimensions(run.at(-1)?.shape ?? []),
  };
}

function makeRow(layer: LayerNode, { owners, frozen, source }: Known): Row {
  const owner = owners.get(layer.sharesWith ?? layer.path) ?? layer;
  const hasWeights = owner.weights.length > 0;
  const shared = owner !== layer && hasWeights;
  return {
    paths: [layer.path],
    kind: shorten(layer.kind),
    details: [details(layer), ...(shared ? ['shared'] : [])].filter((part) => part !== '').join(' · '),
    family: familyOf(definitionOf(layer)),
    frozen: hasWeights && frozen.has(owner.path),
    line: lineOf(layer, source),
    parameters: parametersOf(owner),
    ...(shared ? { sharesWith: owner.path } : {}),
  };
}

const lineOf = ({ span, site }: LayerNode, source: Source): number => {
  const { source: at, start } = spanIn(source, span, site);
  return at.position(start).line + 1;
};

const parametersOf = ({ weights }: LayerNode): number =>
  weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);

function captionOf({ layers }: Graph): string {
  const parameters = layers.reduce((sum, layer) => sum + parametersOf(layer), 0);
  const macs = layers.reduce((sum, layer) => add(sum, layer.macs), 0 as Size);
  const parts = [`${parameters.toLocaleString('en')} parameters`];
  if (typeof macs === 'number' && macs > 0)
    parts.push(`${macs.toLocaleString('en', { notation: 'compact' })} multiply-adds`);
  return parts.join(' · ');
}
