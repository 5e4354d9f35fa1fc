import type { ConvAttributes, OpKind } from '../../../../compiler/ir/op-attributes.ts';
import type { OpNodeOf } from '../../../../compiler/ir/ir.ts';
import { shapeAt } from '../../../../compiler/ir/extent.ts';
import { inputShape, type KernelCall, type KernelRows } from './kernel-call.ts';

type Convolutions = Extract<OpKind, 'conv2d' | 'conv2dInputGrad' | 'conv2dFilterGrad'>;

const layout = ({ strides, padding, dilations }: ConvAttributes): Readonly<Record<string, unknown>> => ({
  strides,
  pad: [[0, 0], ...padding, [0, 0]],
  dilations,
  dataFormat: 'NHWC',
  dimRoundingMode: undefined,
});

/** A filter (h, w, 1, out) as tfjs holds a depthwise one. */
const depthwise = ([height = 1, width = 1, , filters = 1]: readonly number[], channels: number): number[] => [
  height,
  width,
  channels,
  filters / channels,
];

/** Convolutions; with as many groups as channels a convolution is tfjs's depthwise one, whose filter is (h, w, in, out / in). */
export const convolutions = {
  conv2d: (op: OpNodeOf<'conv2d'>, batch: number): KernelCall => {
    const { groups } = op.attributes;
    const attributes = layout(op.attributes);
    if (groups === 1) return { kernel: 'Conv2D', operands: { x: 0, filter: 1 }, attributes };
    const filter = { input: 1, shape: depthwise(inputShape(op, 1, batch), groups) };
    return { kernel: 'DepthwiseConv2dNative', operands: { x: 0, filter }, attributes };
  },
  conv2dInputGrad: (op, batch) => {
    const { groups } = op.attributes;
    const attributes = { ...layout(op.attributes), inputShape: shapeAt(op.attributes.inputShape, batch) };
    if (groups === 1) return { kernel: 'Conv2DBackpropInput', operands: { dy: 0, filter: 1 }, attributes };
    const filter = { input: 1, shape: depthwise(inputShape(op, 1, batch), groups) };
    return { kernel: 'DepthwiseConv2dNativeBackpropInput', operands: { dy: 0, filter }, attributes };
  },
  conv2dFilterGrad: (op) => {
    const { groups, filterShape } = op.attributes;
    const operands = { x: 0, dy: 1 };
    if (groups === 1) {
      return {
        kernel: 'Conv2DBackpropFilter',
        operands,
        attributes: { ...layout(op.attributes), filterShape },
      };
    }
    return {
      kernel: 'DepthwiseConv2dNativeBackpropFilter',
      operands,
      attributes: { ...layout(op.attributes), filterShape: depthwise(filterShape, groups) },
      result: filterShape,
    };
  },
} satisfies KernelRows<Convolutions>;
