import type { ConcreteGraph, LayerNode } from '../../graph/graph.ts';

/** A layer that a file cannot have, since Keras alone does not compute it, and why. */
export interface Unwritable {
  readonly layer: LayerNode<number>;
  readonly why: string;
}

/** The layers of a graph that Keras does not compute, or computes otherwise, without code of its own. */
export const unwritableLayers = ({ layers }: ConcreteGraph): readonly Unwritable[] =>
  layers.flatMap((layer) => {
    const why = Object.hasOwn(reasons, layer.kind) ? reasons[layer.kind]?.(layer) : undefined;
    return why === undefined ? [] : [{ layer, why }];
  });

const yesOrNo = (): string => 'Keras’s comparison gives yes and no, which it does not calculate with';

const reasons: Readonly<Record<string, (layer: LayerNode<number>) => string | undefined>> = {
  Coordinates: () => 'Keras has no layer that says where a cell lies',
  Detections: () => 'Keras has no layer that makes rows of the maps of a detector',
  Equal: yesOrNo,
  Greater: yesOrNo,
  GreaterEqual: yesOrNo,
  Less: yesOrNo,
  LessEqual: yesOrNo,
  ArgMax: () => 'Keras’s ArgMax gives whole numbers, which it does not calculate with',
  OneHot: () => 'Keras’s OneHot takes whole numbers, which no layer here gives',
  StopGradient: () => 'Keras has it as an operation that no file of its own names',
  DepthwiseConv2D: ({ params: { strides } }) =>
    new Set(strides as readonly number[]).size > 1
      ? 'Keras’s DepthwiseConv2D takes only equal strides on TensorFlow'
      : undefined,
  Divide: ({ inputs }) =>
    new Set(inputs.map(({ shape }) => shape.length)).size > 1
      ? 'Keras lays tensors of several ranks over one another from their last axes on'
      : undefined,
  RMSNormalization: ({ params: { axis }, inputs: [input] }) =>
    isLast(axis as readonly number[], (input?.shape.length ?? 0) + 1)
      ? undefined
      : 'Keras’s RMSNormalization scales along the last axes, whichever it is given',
};

/** Whether axes are the last ones. */
const isLast = (axes: readonly number[], rank: number): boolean =>
  axes
    .map((axis) => (axis < 0 ? axis + rank : axis))
    .toSorted((a, b) => a - b)
    .every((axis, index) => axis === rank - axes.length + index);
