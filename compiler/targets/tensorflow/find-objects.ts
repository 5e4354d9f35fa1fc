import { type Finding, foundOutput } from '../detections/finding.ts';
import type { Port } from './emit-tensorflow.ts';
import type { GraphBuilder } from './graph-builder.ts';
import type { Attributes, TensorInfo } from './graph-def.ts';

const float: Attributes = { T: { type: 'float32' } };

/** Adds what finds the objects that boxes [B, rows, 4] and scores [B, rows, classes] tell of. */
export function findObjects(
  graph: GraphBuilder,
  boxes: Port,
  scores: Port,
  { head, rows, confidence, overlap, most }: Finding,
): TensorInfo {
  const wish = foundOutput(head);
  const make = (op: string, inputs: readonly string[], attributes: Attributes = float): string =>
    graph.node(op, `${wish}/${op}`, inputs, attributes);
  const shaped = (tensor: string, dims: readonly number[]): string =>
    make('Reshape', [tensor, graph.ints(dims)], { ...float, Tshape: { type: 'int32' } });
  const found = make(
    'CombinedNonMaxSuppression',
    [
      ...[shaped(boxes.node, [-1, rows, 1, 4]), scores.node],
      ...[graph.int(most), graph.int(most), graph.scalar(overlap), graph.scalar(confidence)],
    ],
    { pad_per_class: false, clip_boxes: true },
  );
  const [sure, label] = [`${found}:1`, `${found}:2`];
  // 1 where there is an object: its score is above 0.
  const there = make('Sign', [sure]);
  const known = make('Sub', [make('Mul', [make('AddV2', [label, graph.scalar(1)]), there]), graph.scalar(1)]);
  const each = (tensor: string): string => shaped(tensor, [-1, most, 1]);
  const result = make('ConcatV2', [found, each(known), each(sure), graph.int(2)], {
    ...float,
    N: { int: 3 },
    Tidx: { type: 'int32' },
  });
  return { tensor: `${result}:0`, dtype: 'float32', dims: [-1, most, 6] };
}
