import type { Builder } from '../builder.ts';
import type { OpNodeOf, Value } from '../../ir/ir.ts';
import { fixed, known } from '../../ir/extent.ts';
import type { Pair } from '../../ir/op-attributes.ts';
import type { Decomposition } from './decomposition.ts';
import { inputGradByPhases } from './input-grad-by-phases.ts';
import { crop, imageOf, insertZeros, type Margins, positive, sliceLast } from './spatial.ts';

/**
 * The input gradient as a convolution of stride one: dy with strides − 1 zeros between its cells, over the filter
 * turned by 180° with its channels exchanged (Dumoulin & Visin 2016, "A guide to convolution arithmetic", §4).
 * Depthwise filters need no exchange, and several a channel go one after another; other groups go one by one; strides
 * without groups or dilation go by phases.
 */
export const conv2dInputGrad: Decomposition<'conv2dInputGrad'> = (build, op) => {
  const [dy, filter] = op.inputs as readonly [Value, Value];
  const { groups, dilations } = op.attributes;
  if (groups > 1 && known(filter.shape[2]) > 1) return [groupByGroup(build, op)];
  if (groups > 1 && known(filter.shape[3]) > groups) return [byMultiplier(build, op)];
  const strided = op.attributes.strides.some((stride) => stride > 1);
  if (groups === 1 && strided && dilations.every((by) => by === 1)) return [inputGradByPhases(build, op)];
  const turned = build.op('reverse', [filter], { axes: [0, 1] });
  const exchanged = groups > 1 ? turned : build.op('transpose', [turned], { permutation: [0, 1, 3, 2] });
  const spread = insertZeros(build, dy, op.attributes.strides);
  const margins = marginsOf(op, spread);
  const cropped = crop(build, spread, margins);
  const padding = [positive(margins[0]), positive(margins[1])] as const;
  return [build.op('conv2d', [cropped, exchanged], { strides: [1, 1], padding, dilations, groups })];
};

/**
 * What surrounds the spread dy: effective filter − 1 − padding before; after it, what makes the result as large
 * as the input.
 */
function marginsOf(op: OpNodeOf<'conv2dInputGrad'>, spread: Value): Margins {
  const { dilations, padding, inputShape } = op.attributes;
  const { height, width } = imageOf(spread);
  const along = (axis: 0 | 1, size: number): Pair => {
    const reach = (known(op.inputs[1]?.shape[axis]) - 1) * dilations[axis];
    const before = reach - padding[axis][0];
    return [before, known(inputShape[axis + 1]) + reach - before - size];
  };
  return [along(0, height), along(1, width)];
}

/** With m filters for each channel, the sum of m depthwise gradients: of every m-th channel of dy and the filter. */
function byMultiplier(build: Builder, op: OpNodeOf<'conv2dInputGrad'>): Value {
  const { groups } = op.attributes;
  const multiplier = known(op.inputs[1]?.shape[3]) / groups;
  const parts = Array.from({ length: multiplier }, (_, index) =>
    build.op(
      'conv2dInputGrad',
      op.inputs.map((value) => everyChannel(build, value, index, multiplier, groups)),
      op.attributes,
    ),
  );
  return parts.reduce((total, part) => build.op('add', [total, part], {}));
}

/** `count` channels from `begin` on, `stride` apart. */
function everyChannel(build: Builder, x: Value, begin: number, stride: number, count: number): Value {
  const last = (whole: number, channels: number) => (_: unknown, axis: number) =>
    axis === 3 ? channels : whole;
  return build.op('slice', [x], {
    begin: x.shape.map(last(0, begin)),
    size: [...x.shape.slice(0, 3), fixed(count)],
    strides: x.shape.map(last(1, stride)),
  });
}

function groupByGroup(build: Builder, op: OpNodeOf<'conv2dInputGrad'>): Value {
  const [dy, filter] = op.inputs as readonly [Value, Value];
  const { groups, inputShape } = op.attributes;
  const inChannels = known(filter.shape[2]);
  const outChannels = known(filter.shape[3]) / groups;
  const parts = Array.from({ length: groups }, (_, group) =>
    build.op(
      'conv2dInputGrad',
      [
        sliceLast(build, dy, group * outChannels, outChannels),
        sliceLast(build, filter, group * outChannels, outChannels),
      ],
      { ...op.attributes, groups: 1, inputShape: [...inputShape.slice(0, 3), fixed(inChannels)] },
    ),
  );
  return build.op('concat', parts, { axis: 3 });
}
