import type { Value } from '../../ir/ir.ts';
import { known } from '../../ir/extent.ts';
import type { Padding2D, Pair } from '../../ir/op-attributes.ts';
import type { Decomposition } from './decomposition.ts';
import { conv2dFilterGrad } from './conv2d-filter-grad.ts';

/**
 * The filter gradient of an ungrouped convolution as one convolution in which channels and batch have changed places:
 * x as (C, H, W, N) over dy as a filter (H', W', N, O), its stride the dilation and its dilation the stride. For
 * engines whose convolution is much faster than its parts. One tap is one product, and groups go as usual.
 */
export const conv2dFilterGradAsConv: Decomposition<'conv2dFilterGrad'> = (build, op) => {
  const [x, dy] = op.inputs as readonly [Value, Value];
  const { groups, filterShape, strides, dilations, padding } = op.attributes;
  const [height = 1, width = 1, channels = 1, outChannels = 1] = filterShape;
  if (groups > 1 || (height === 1 && width === 1)) return conv2dFilterGrad(build, op);
  const after = (axis: 0 | 1): number => {
    const reach = ((filterShape[axis] ?? 1) - 1) * dilations[axis];
    const span = (known(dy.shape[axis + 1]) - 1) * strides[axis] + 1;
    return Math.max(0, reach + span - known(x.shape[axis + 1]) - padding[axis][0]);
  };
  const turnedPadding: Padding2D = [
    [padding[0][0], after(0)],
    [padding[1][0], after(1)],
  ];
  const turnedX = build.op('transpose', [x], { permutation: [3, 1, 2, 0] });
  const turnedDy = build.op('transpose', [dy], { permutation: [1, 2, 0, 3] });
  const result = build.op('conv2d', [turnedX, turnedDy], {
    strides: dilations,
    dilations: strides,
    padding: turnedPadding,
    groups: 1,
  });
  const wanted: Pair = [height, width];
  const kept = build.op('slice', [result], {
    begin: [0, 0, 0, 0],
    size: [channels, ...wanted, outChannels].map((size) => ({ constant: size, perBatch: 0 })),
    strides: [1, 1, 1, 1],
  });
  return [build.op('transpose', [kept], { permutation: [1, 2, 0, 3] })];
};
