import type { Graph } from '../../compiler/graph/graph.ts';
import { type Group, type Item, leaves, type Stack } from '../../compiler/targets/svg/diagram.ts';
import { makeDiagram } from '../../compiler/targets/svg/make-diagram.ts';
import { add, type Size } from '../../compiler/sizes/size.ts';
import type { LayerSummary } from './summarize.ts';

/** A line of a summary: a layer, or a group of layers; or several that are equal, with what they come to together. */
export interface OutlineRow {
  /** How many groups it stands in that are shown opened. */
  readonly depth: number;
  readonly name: string;
  readonly kind: string;
  /** How many equal ones the line stands for. */
  readonly count: number;
  /** Whether the lines below it, one deeper, are its parts. */
  readonly opened: boolean;
  /** Of the last layer, each of them. */
  readonly shape: LayerSummary['shape'];
  readonly params: number;
  readonly macs: Size;
  readonly activationBytes: Size;
}

/** Lines that a terminal shows at once, beside the totals. */
const screen = 40;

/** A model in lines, equal neighbours in one, with groups opened as deep as a screen holds. */
export function outline(graph: Graph, layers: readonly LayerSummary[]): readonly OutlineRow[] {
  const { items } = makeDiagram(graph);
  const byPath = new Map(layers.map((layer) => [layer.path, layer]));
  const depth = depthOf(items);
  let rows = rowsOf(items, { byPath, open: 0, depth: 0 });
  for (let open = 1; open <= depth; open++) {
    const more = rowsOf(items, { byPath, open, depth: 0 });
    if (more.length > screen) break;
    rows = more;
  }
  return rows;
}

const depthOf = (items: readonly Item[]): number =>
  items.reduce((most, item) => (item.type === 'group' ? Math.max(most, 1 + depthOf(item.items)) : most), 0);

interface Level {
  readonly byPath: ReadonlyMap<string, LayerSummary>;
  /** Groups that lie less deep are opened. */
  readonly open: number;
  readonly depth: number;
}

function rowsOf(items: readonly Item[], level: Level): readonly OutlineRow[] {
  return items.flatMap((item) => {
    if (item.type === 'terminal') return [];
    if (item.type === 'stack') return item.rows.map((row) => layerRow(row, level));
    const opened = level.depth < level.open;
    const own = groupRow(item, opened, level);
    return opened ? [own, ...rowsOf(item.items, { ...level, depth: level.depth + 1 })] : [own];
  });
}

function layerRow({ paths }: Stack['rows'][number], { byPath, depth }: Level): OutlineRow {
  const [path = ''] = paths;
  const name = depth === 0 ? path : path.slice(path.lastIndexOf('.') + 1);
  const kind = byPath.get(path)?.kind ?? '';
  return { depth, name, kind, count: paths.length, opened: false, ...together(paths, byPath) };
}

function groupRow(group: Group, opened: boolean, { byPath, depth }: Level): OutlineRow {
  const stacks = leaves(group.items).filter((leaf) => leaf.type === 'stack');
  const paths = stacks.flatMap(({ rows }) => rows.flatMap((row) => row.paths));
  return {
    depth,
    name: group.name,
    kind: group.block === '' ? 'group' : group.block,
    count: group.count,
    opened,
    ...together(paths, byPath),
  };
}

function together(paths: readonly string[], byPath: ReadonlyMap<string, LayerSummary>) {
  const layers = paths.flatMap((path) => byPath.get(path) ?? []);
  const total = (value: (layer: LayerSummary) => Size): Size =>
    layers.reduce((sum, layer) => add(sum, value(layer)), 0 as Size);
  return {
    shape: layers.at(-1)?.shape ?? [],
    params: layers.reduce((sum, { params }) => sum + params, 0),
    macs: total(({ macs }) => macs),
    activationBytes: total(({ activationBytes }) => activationBytes),
  };
}
