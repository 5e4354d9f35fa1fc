import type { OpNodeOf } from '../../program/ir.ts';
import type { EmitContext } from './emit-context.ts';
import { filterGradient } from './filter-gradient.ts';
import { inputGradient } from './input-gradient.ts';
import { filter, image } from './layout.ts';
import { volumePads } from './planes.ts';
import { needed } from '../../program/needed.ts';
import type { Rows } from './row.ts';

/** A convolution, plus a bias for each filter where one is given; its result is an image. */
export function emitConvolution(op: OpNodeOf<'conv2d'>, to: EmitContext, bias?: string): string {
  const { strides, padding, dilations, groups } = op.attributes;
  const weights = needed(op.inputs, 1);
  const [height = 1, width = 1] = to.shape(weights);
  const operands = [to.get(needed(op.inputs, 0), image), to.get(weights, filter)];
  if (bias !== undefined) operands.push(bias);
  return to.graph.node('Conv', operands, {
    kernel_shape: [1, height, width],
    strides: [1, ...strides],
    pads: volumePads(padding),
    dilations: [1, ...dilations],
    group: groups,
  });
}

export const convolution: Rows<'conv2d' | 'conv2dInputGrad' | 'conv2dFilterGrad'> = {
  conv2d: (op, to) => {
    to.set(op.outputs[0], emitConvolution(op, to), image);
  },
  conv2dInputGrad: inputGradient,
  conv2dFilterGrad: filterGradient,
};
