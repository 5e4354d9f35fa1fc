import type { Graph } from '../../graph/graph.ts';
import { draw } from './draw.ts';
import { layout } from './layout.ts';
import { type Load, loadOf } from './load-of.ts';
import { type DiagramOptions, makeDiagram } from './make-diagram.ts';
import { page } from './page.ts';

/** What a picture of a model has to place: what repeats is one box, blocks are none. */
export const loadOfPicture = (graph: Graph): Load => loadOf(makeDiagram(graph));

/** A model as a picture, in SVG. The same graph and options, the same text. */
export async function emitSvg(graph: Graph, options: DiagramOptions = {}): Promise<string> {
  return draw(await layout(makeDiagram(graph, options)));
}

/** A model as a page of HTML with the same picture, in which groups fold. */
export async function emitPage(graph: Graph, options: DiagramOptions = {}): Promise<string> {
  return page(await layout(makeDiagram(graph, options)));
}
