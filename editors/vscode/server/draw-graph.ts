import { draw } from '../../../compiler/targets/svg/draw.ts';
import { loadOf, mostLoad } from '../../../compiler/targets/svg/load-of.ts';
import { makeDiagram } from '../../../compiler/targets/svg/make-diagram.ts';
import type { Workspace } from '../../../lsp/documents/workspace.ts';
import type { Drawing, GraphParams } from '../shared/drawing.ts';
import { quickLayout } from './quick-layout.ts';

/** The picture of the model that a line of a file belongs to, or of its first one; else why there is none. */
export function drawGraph(workspace: Workspace, { uri, line }: GraphParams): Drawing {
  const file = workspace.file(uri);
  if (file === undefined) return { reason: 'The file is not open.' };
  const { answers, source } = file;
  const around = answers.syntax.items.find(
    ({ type, span }) =>
      type === 'model' && source.position(span.start).line <= line && line <= source.position(span.end).line,
  );
  const [first] = answers.models;
  const model = around?.type === 'model' ? around.name.text : first;
  if (model === undefined) return { reason: 'There is no model in this file.' };
  const graph = answers.graph(model);
  if (graph === undefined) return { reason: `\`${model}\` has mistakes: see the problems of this file.` };
  const diagram = makeDiagram(graph);
  const { boxes, passes } = loadOf(diagram);
  if (boxes > mostLoad.boxes || passes > mostLoad.passes)
    return { reason: `\`${model}\` is too large for a picture: ${boxes} boxes.` };
  return { model, svg: draw(quickLayout(diagram)) };
}
