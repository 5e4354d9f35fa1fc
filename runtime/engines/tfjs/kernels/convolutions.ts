import type { ConvAttributes, OpKind } from '../../../../compiler/ops/op-attributes.ts';
import { shapeAt } from '../../../../compiler/program/size.ts';
import { inputShape, type KernelRows } from './kernel-call.ts';

type Convolutions = Extract<OpKind, 'conv2d' | 'conv2dInputGrad' | 'conv2dFilterGrad'>;

const layout = ({ strides, padding, dilations }: ConvAttributes): Readonly<Record<string, unknown>> => ({
  strides,
  pad: [[0, 0], ...padding, [0, 0]],
  dilations,
  dataFormat: 'NHWC',
  dimRoundingMode: undefined,
});

/** Convolutions; with as many groups as channels a convolution is tfjs's depthwise one, whose filter is (h, w, in, out / in). */
export const convolutions: KernelRows<Convolutions> = {
  conv2d: (op, batch) => {
    const { groups } = op.attributes;
    const attributes = layout(op.attributes);
    if (groups === 1) return { kernel: 'Conv2D', operands: { x: 0, filter: 1 }, attributes };
    const [height = 1, width = 1, , filters = 1] = inputShape(op, 1, batch);
    const filter = { input: 1, shape: [height, width, groups, filters / groups] };
    return { kernel: 'DepthwiseConv2dNative', operands: { x: 0, filter }, attributes };
  },
  conv2dInputGrad: (op, batch) => ({
    kernel: 'Conv2DBackpropInput',
    operands: { dy: 0, filter: 1 },
    attributes: { ...layout(op.attributes), inputShape: shapeAt(op.attributes.inputShape, batch) },
  }),
  conv2dFilterGrad: (op) => ({
    kernel: 'Conv2DBackpropFilter',
    operands: { x: 0, dy: 1 },
    attributes: { ...layout(op.attributes), filterShape: op.attributes.filterShape },
  }),
};
