import type { Builder } from '../builder.ts';
import type { OpNodeOf, Value } from '../../ir/ir.ts';
import { fixed, fixedShape, known, product } from '../../ir/extent.ts';
import type { Pair } from '../../ir/op-attributes.ts';
import type { Decomposition } from './decomposition.ts';
import { grow, imageOf, type Image, sliceLast, sliceTap, tapsOf } from './spatial.ts';

/**
 * The filter gradient tap by tap: the cells of x that a tap meets, times dy, summed over batch and positions — a
 * matrix product, or for a depthwise filter a product and a sum. One tap's slice lives at a time.
 */
export const conv2dFilterGrad: Decomposition<'conv2dFilterGrad'> = (build, op) => {
  const [x, dy] = op.inputs as readonly [Value, Value];
  const { groups, filterShape, dilations, strides, padding } = op.attributes;
  const depthwise = groups > 1 && filterShape[2] === 1;
  if (groups > 1 && !depthwise) return [filterGradByGroups(build, op)];
  const [height = 1, width = 1] = filterShape;
  const from = imageOf(dy);
  const grown = grow(build, x, padding);
  const padded = depthwise ? repeatChannels(build, grown, from.channels / groups) : grown;
  const rows = depthwise ? dy : matrix(build, dy, from);
  const taps = tapsOf([height, width]).map(([row, column]) => {
    const start: Pair = [row * dilations[0], column * dilations[1]];
    const met = sliceTap(build, padded, start, [from.height, from.width], strides);
    return depthwise
      ? channelSums(build, met, rows)
      : build.op('matmul', [matrix(build, met, imageOf(met)), rows], { transposeA: true, transposeB: false });
  });
  const all = build.op('concat', taps, { axis: 0 });
  return [build.op('reshape', [all], { shape: fixedShape(filterShape) })];
};

/** (N, H, W, C) as a matrix of N·H·W rows. */
function matrix(build: Builder, x: Value, { batch, height, width, channels }: Image): Value {
  return build.op('reshape', [x], { shape: [product(batch, fixed(height * width)), fixed(channels)] });
}

/** (N, H, W, C) → (N, H, W, C·m), each channel m times: once, since a product that broadcasts is slow. */
function repeatChannels(build: Builder, x: Value, times: number): Value {
  if (times === 1) return x;
  const { batch, height, width, channels } = imageOf(x);
  const positions = product(batch, fixed(height * width));
  const apart = build.op('reshape', [x], { shape: [positions, fixed(channels), fixed(1)] });
  const repeated = build.op('broadcastTo', [apart], { shape: [positions, fixed(channels), fixed(times)] });
  return build.op('reshape', [repeated], {
    shape: [batch, fixed(height), fixed(width), fixed(channels * times)],
  });
}

/** One tap of a depthwise filter: two images (N, H, W, C) → (1, C), the sums of their products. */
function channelSums(build: Builder, met: Value, dy: Value): Value {
  const products = build.op('multiply', [met, dy], {});
  const sums = build.op('reduceSum', [products], { axes: [0, 1, 2], keepDims: false });
  return build.op('reshape', [sums], { shape: fixedShape([1, imageOf(dy).channels]) });
}

/** The filter gradient of a convolution in groups, group by group. */
export function filterGradByGroups(build: Builder, op: OpNodeOf<'conv2dFilterGrad'>): Value {
  const [x, dy] = op.inputs as readonly [Value, Value];
  const { groups, filterShape } = op.attributes;
  const [height = 1, width = 1, inChannels = 1] = filterShape;
  const outChannels = known(dy.shape[3]) / groups;
  const parts = Array.from({ length: groups }, (_, group) =>
    build.op(
      'conv2dFilterGrad',
      [
        sliceLast(build, x, group * inChannels, inChannels),
        sliceLast(build, dy, group * outChannels, outChannels),
      ],
      { ...op.attributes, groups: 1, filterShape: [height, width, inChannels, outChannels] },
    ),
  );
  return build.op('concat', parts, { axis: 3 });
}
