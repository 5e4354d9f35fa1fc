import { Graph, layout } from '@dagrejs/dagre';
import { type Diagram, type Item, type Leaf, leaves } from '../../../compiler/targets/svg/diagram.ts';
import { leafSizes } from '../../../compiler/targets/svg/measure.ts';
import { placeTitle } from '../../../compiler/targets/svg/place-title.ts';
import {
  type Arrow,
  type Box,
  type Frame,
  type Label,
  metrics,
  type Pill,
  type Point,
  type Rectangle,
  type Scene,
} from '../../../compiler/targets/svg/scene.ts';
import { textWidth } from '../../../compiler/targets/svg/text-width.ts';

const { labelSize, margin, header, footer } = metrics;

/**
 * A place for everything in a diagram, found quickly and by little code, for a picture that is drawn again with each edit:
 * `cnnc graph` takes a layout that finds nicer ways for its arrows, and is ten times as large.
 */
export function quickLayout(diagram: Diagram): Scene {
  const all = leaves(diagram.items);
  const sheet = makeSheet(diagram, leafSizes(all));
  layout(sheet);
  const within = framesAround(diagram.items);
  const { width = 0, height = 0 } = sheet.graph();
  const { title, caption, frozen } = diagram;
  const arrows = diagram.edges.map((edge, i): Arrow => ({
    points: arrowOf(sheet, edge, i),
    from: within.get(edge.from) ?? [],
    to: within.get(edge.to) ?? [],
  }));
  const scene = {
    ...{ frames: [] as Frame[], boxes: [] as Box[], pills: [] as Pill[], labels: [] as Label[] },
  };
  const place = (item: Item): void => {
    const rectangle = item.type === 'group' ? frameOf(sheet, item.id) : rectangleOf(sheet, item.id);
    const around = within.get(item.id) ?? [];
    if (item.type === 'group') {
      const { id, title: fullTitle, count } = item;
      const titled = placeTitle(rectangle, fullTitle, count, arrows);
      scene.frames.push({ ...rectangle, id, count, within: around, fullTitle, ...titled });
      item.items.forEach(place);
      return;
    }
    if (item.type === 'stack')
      scene.boxes.push({ ...rectangle, rows: item.rows, count: item.count, within: around });
    else scene.pills.push({ ...rectangle, role: item.role, name: item.name });
    if (item.type === 'stack' || item.role === 'input') scene.labels.push(labelOf(item, rectangle, around));
  };
  diagram.items.forEach(place);
  const drawnHeight = height + header + (frozen ? footer : 0);
  return { ...{ width, height: drawnHeight, title, caption, frozen, arrows }, ...scene };
}

function makeSheet(diagram: Diagram, sizeOf: ReturnType<typeof leafSizes>): Graph {
  const sheet = new Graph({ compound: true, multigraph: true });
  sheet.setGraph({ rankdir: 'TB', nodesep: 28, edgesep: 18, ranksep: 44, marginx: margin, marginy: margin });
  const add = (item: Item, parent: string | undefined): void => {
    sheet.setNode(item.id, item.type === 'group' ? {} : { ...sizeOf(item) });
    if (parent !== undefined) sheet.setParent(item.id, parent);
    if (item.type === 'group') item.items.forEach((each) => add(each, item.id));
  };
  diagram.items.forEach((item) => add(item, undefined));
  const led = new Set<string>();
  for (const [i, { from, to }] of diagram.edges.entries()) {
    // The main edge into a box is the straight one.
    sheet.setEdge(from, to, { weight: led.has(to) ? 1 : 8 }, String(i));
    led.add(to);
  }
  return sheet;
}

/** Where a leaf or a group lies, below the picture's header. */
function rectangleOf(sheet: Graph, id: string): Rectangle {
  const { x, y, width, height } = sheet.node(id);
  return { x: x - width / 2, y: y - height / 2 + header, width, height };
}

/** How much a group is drawn higher than dagre makes it, for its title. */
const titleRoom = 9;

function frameOf(sheet: Graph, id: string): Rectangle {
  const { x, y, width, height } = rectangleOf(sheet, id);
  return { x, y: y - titleRoom, width, height: height + titleRoom };
}

/** From the bottom of a box to the top of another, upright and level by turns. */
function arrowOf(sheet: Graph, { from, to }: Diagram['edges'][number], index: number): readonly Point[] {
  const { points } = sheet.edge(from, to, String(index));
  const [source, target] = [rectangleOf(sheet, from), rectangleOf(sheet, to)];
  const begin = { x: source.x + source.width / 2, y: source.y + source.height };
  const end = { x: target.x + target.width / 2, y: target.y };
  const between = points.slice(1, -1).map(({ x, y }) => ({ x, y: y + header }));
  return [begin, ...between, end].flatMap((point, i, line): readonly Point[] => {
    const before = line[i - 1];
    if (before === undefined || Math.abs(before.x - point.x) < 0.5) return [point];
    const turn = before.y + turnAfter(point.y - before.y);
    return [{ x: before.x, y: turn }, { x: point.x, y: turn }, point];
  });
}

/** How far below a box an arrow turns, of so much height: below the shape that is written there, if it can. */
const turnAfter = (height: number): number => Math.max(height / 2, Math.min(21, 0.85 * height));

function labelOf(leaf: Leaf, { x, y, width, height }: Rectangle, within: readonly string[]): Label {
  const size = { width: textWidth(leaf.shape, labelSize) + 2, height: labelSize + 3 };
  return { x: x + width / 2 + 6, y: y + height + 3, ...size, text: leaf.shape, within };
}

/** The groups around each item, outermost first. */
function framesAround(items: readonly Item[]): ReadonlyMap<string, readonly string[]> {
  const around = new Map<string, readonly string[]>();
  const visit = (item: Item, frames: readonly string[]): void => {
    around.set(item.id, frames);
    if (item.type === 'group') for (const each of item.items) visit(each, [...frames, item.id]);
  };
  for (const item of items) visit(item, []);
  return around;
}
