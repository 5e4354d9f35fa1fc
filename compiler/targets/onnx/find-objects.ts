import { type Finding, foundOutput, readFromRows } from '../detections/finding.ts';
import { GraphBuilder } from './graph-builder.ts';
import { elementTypes, type OnnxGraph } from './onnx-model.ts';

/** A graph that gives the objects that its rows tell of in place of the boxes and scores of all rows. */
export const findObjects = (graph: OnnxGraph, findings: readonly Finding[]): OnnxGraph =>
  findings.reduce(findIn, graph);

function findIn(graph: OnnxGraph, finding: Finding): OnnxGraph {
  const { head, rows, classes, most } = finding;
  const [boxes, scores, found] = [readFromRows.boxes(head), readFromRows.scores(head), foundOutput(head)];
  const build = new GraphBuilder();
  build.origin = found;
  const sure = suppressed(build, boxes, build.transpose(scores, [0, 2, 1]), finding);
  const count = Math.min(most, rows * classes);
  const flat = build.node('Reshape', [sure, build.ints([0, -1])]);
  const [values = '', places = ''] = build.nodes('TopK', [flat, build.ints([count])], { axis: 1 }, 2);
  const each = (tensor: string): string => build.node('Unsqueeze', [tensor, build.ints([2])]);
  const isThere = build.node('Greater', [values, build.scalar(0)]);
  const label = build.node('Where', [
    isThere,
    build.node('Cast', [build.node('Div', [places, build.ints([rows])])], { to: elementTypes.float32 }),
    build.scalar(-1),
  ]);
  const row = each(build.node('Mod', [places, build.ints([rows])]));
  const there = each(build.node('Cast', [isThere], { to: elementTypes.float32 }));
  const box = build.node('Mul', [build.node('GatherND', [boxes, row], { batch_dims: 1 }), there]);
  const result = build.node('Concat', [box, each(label), each(values)], { axis: 2 });
  build.outputs.push({ name: result, elementType: 'float32', dims: [-1, count, 6] });
  const behind = build.finish('found');
  const own = new Map([
    ...behind.initializers.map(({ name }) => [name, `${found}/${name}`] as const),
    [result, found],
  ]);
  const nameOf = (name: string): string => own.get(name) ?? name;
  return {
    ...graph,
    nodes: [
      ...graph.nodes,
      ...behind.nodes.map((node) => ({
        ...node,
        inputs: node.inputs.map(nameOf),
        outputs: node.outputs.map(nameOf),
      })),
    ],
    initializers: [
      ...graph.initializers,
      ...behind.initializers.map((each) => ({ ...each, name: nameOf(each.name) })),
    ],
    outputs: [
      ...graph.outputs.filter(({ name }) => name !== boxes && name !== scores),
      { name: found, elementType: 'float32', dims: [-1, count, 6] },
    ],
  };
}

/** Scores of [B, classes, rows], 0 where a surer box of the class overlaps too much or the score is too low. */
function suppressed(
  build: GraphBuilder,
  boxes: string,
  scores: string,
  { confidence, overlap, most }: Finding,
): string {
  const kept = build.node('NonMaxSuppression', [
    ...[boxes, scores, build.ints([most])],
    ...[build.floats([overlap], [1]), build.floats([confidence], [1])],
  ]);
  const nothing = build.node('Expand', [build.scalar(0), build.node('Shape', [scores])]);
  return build.node('ScatterND', [nothing, kept, build.node('GatherND', [scores, kept])]);
}
