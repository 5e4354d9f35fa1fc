import elkModule, { type ElkNode, type ElkPort } from 'elkjs/lib/elk.bundled.js';
import { type Diagram, type Group, type Item, type Leaf, leaves } from './diagram.ts';
import { leafSizes } from './measure.ts';
import {
  type Arrow,
  type Box,
  type Frame,
  type Label,
  metrics,
  type Pill,
  type Rectangle,
  type Scene,
} from './scene.ts';
import { placeTitle } from './place-title.ts';
import { textWidth } from './text-width.ts';

const { labelSize, frameTop, framePadding, margin, header, footer } = metrics;

/** What holds in the whole drawing and, as groups inherit nothing, in every group. */
const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.spacing.nodeNodeBetweenLayers': '22',
  'elk.layered.spacing.edgeNodeBetweenLayers': '12',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '10',
  'elk.spacing.nodeNode': '28',
  'elk.spacing.edgeNode': '18',
  'elk.spacing.edgeEdge': '14',
  'elk.spacing.labelPortHorizontal': '6',
  'elk.spacing.labelPortVertical': '3',
};

const rootOptions = {
  ...options,
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.padding': `[top=${header + margin},left=${margin},bottom=${margin},right=${margin}]`,
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.randomSeed': '1',
};

const leafOptions = {
  'elk.portConstraints': 'FIXED_SIDE',
  'elk.portLabels.placement': '[OUTSIDE]',
  'elk.portAlignment.default': 'CENTER',
};

/** Finds a place for everything in a diagram, from the top down; nothing overlaps. The same diagram, the same scene. */
export async function layout(diagram: Diagram): Promise<Scene> {
  const all = leaves(diagram.items);
  const sizes = leafSizes(all);
  const mainEdges = new Set<string>();
  const laidOut = await new elkModule.default().layout({
    id: 'root',
    layoutOptions: rootOptions,
    children: diagram.items.map((item) => toElk(item, sizes)),
    edges: diagram.edges.map((edge, i) => {
      const isMain = !mainEdges.has(edge.to);
      mainEdges.add(edge.to);
      return {
        id: `edge ${i}`,
        sources: [`${edge.from} out`],
        targets: [`${edge.to} in`],
        layoutOptions: { 'elk.layered.priority.straightness': isMain ? '10' : '1' },
      };
    }),
  });
  return toScene(diagram, laidOut);
}

type Sizes = ReturnType<typeof leafSizes>;

function toElk(item: Item, sizes: Sizes): ElkNode {
  return item.type === 'group' ? groupToElk(item, sizes) : leafToElk(item, sizes(item));
}

function groupToElk(group: Group, sizes: Sizes): ElkNode {
  const sides = `left=${framePadding},bottom=${framePadding},right=${framePadding}`;
  return {
    id: group.id,
    layoutOptions: {
      ...options,
      'elk.padding': `[top=${frameTop},${sides}]`,
    },
    children: group.items.map((item) => toElk(item, sizes)),
  };
}

/** A leaf: all its edges come in at one point, and leave by one, whose label is the shape of what leaves. */
function leafToElk(leaf: Leaf, size: { readonly width: number; readonly height: number }): ElkNode {
  const label = { text: leaf.shape, width: textWidth(leaf.shape, labelSize) + 2, height: labelSize + 3 };
  const port = (name: string, side: string): ElkPort => ({
    ...{ id: `${leaf.id} ${name}`, width: 0, height: 0, layoutOptions: { 'elk.port.side': side } },
  });
  const isEnd = leaf.type === 'terminal' && leaf.role === 'output';
  const out = isEnd ? [] : [{ ...port('out', 'SOUTH'), labels: [label] }];
  return { id: leaf.id, ...size, layoutOptions: leafOptions, ports: [...out, port('in', 'NORTH')] };
}

interface Places {
  readonly nodes: ReadonlyMap<string, ElkNode>;
  /** Ids of the frames around each item, outermost first. */
  readonly within: ReadonlyMap<string, readonly string[]>;
}

function placesIn(root: ElkNode): Places {
  const nodes = new Map<string, ElkNode>();
  const within = new Map<string, readonly string[]>();
  const visit = (node: ElkNode, frames: readonly string[]): void => {
    for (const child of node.children ?? []) {
      nodes.set(child.id, child);
      within.set(child.id, frames);
      visit(child, [...frames, child.id]);
    }
  };
  visit(root, []);
  return { nodes, within };
}

function toScene(diagram: Diagram, root: ElkNode): Scene {
  const places = placesIn(root);
  const arrows = arrowsOf(diagram, root, places);
  const frames: Frame[] = [];
  const boxes: Box[] = [];
  const pills: Pill[] = [];
  const labels: Label[] = [];
  const visit = (item: Item): void => {
    const within = places.within.get(item.id) ?? [];
    const place = rectangle(places.nodes.get(item.id));
    if (item.type === 'group') {
      const { id, title, count } = item;
      frames.push({
        ...place,
        id,
        count,
        within,
        fullTitle: title,
        ...placeTitle(place, title, count, arrows),
      });
      item.items.forEach(visit);
      return;
    }
    if (item.type === 'stack') boxes.push({ ...place, rows: item.rows, count: item.count, within });
    else pills.push({ ...place, role: item.role, name: item.name });
    const [port] = places.nodes.get(item.id)?.ports ?? [];
    const [label] = port?.labels ?? [];
    if (label !== undefined) labels.push({ ...rectangle(label), text: item.shape, within });
  };
  diagram.items.forEach(visit);
  const { title, caption, frozen } = diagram;
  return {
    ...{ width: root.width ?? 0, height: (root.height ?? 0) + (frozen ? footer : 0) },
    ...{ title, caption, frozen, frames, boxes, pills, labels, arrows },
  };
}

function arrowsOf(diagram: Diagram, root: ElkNode, { within }: Places): readonly Arrow[] {
  return (root.edges ?? []).map(({ sections = [] }, i): Arrow => {
    const edge = diagram.edges[i];
    const points = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [
      startPoint,
      ...bendPoints,
      endPoint,
    ]);
    return { points, from: within.get(edge?.from ?? '') ?? [], to: within.get(edge?.to ?? '') ?? [] };
  });
}

const rectangle = ({ x = 0, y = 0, width = 0, height = 0 }: Partial<Rectangle> = {}): Rectangle => ({
  x,
  y,
  width,
  height,
});
