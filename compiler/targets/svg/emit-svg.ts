import type { Graph } from '../../graph/graph.ts';
import { leaves } from './diagram.ts';
import { draw } from './draw.ts';
import { layout } from './layout.ts';
import { type DiagramOptions, makeDiagram } from './make-diagram.ts';
import { page } from './page.ts';

/** The most boxes of a picture; more are laid out no longer in time, and nobody looks at them. */
export const mostBoxes = 1000;

/** How many boxes a picture of a model has: what repeats is one, blocks are none. */
export const boxesOf = (graph: Graph): number => leaves(makeDiagram(graph).items).length;

/** A model as a picture, in SVG. The same graph and options, the same text. */
export async function emitSvg(graph: Graph, options: DiagramOptions = {}): Promise<string> {
  return draw(await layout(makeDiagram(graph, options)));
}

/** A model as a page of HTML with the same picture, in which groups fold. */
export async function emitPage(graph: Graph, options: DiagramOptions = {}): Promise<string> {
  return page(await layout(makeDiagram(graph, options)));
}
