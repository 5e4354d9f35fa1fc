import type { OpNodeOf } from '../../ir/ir.ts';
import { convolve, type Planes } from './convolve.ts';
import type { EmitContext } from './emit-context.ts';
import { filterGradient } from './filter-gradient.ts';
import { inputGradient } from './input-gradient.ts';
import { filter, image } from './layout.ts';
import { needed } from '../../ir/needed.ts';
import type { Rows } from './row.ts';

/** A convolution, plus a bias for each filter where one is given; its result is an image. */
export function emitConvolution(op: OpNodeOf<'conv2d'>, to: EmitContext, bias?: string): string {
  const { strides, padding, dilations, groups } = op.attributes;
  const [x, weights] = [needed(op.inputs, 0), needed(op.inputs, 1)];
  const [height = 1, width = 1] = to.shape(weights);
  return convolve(to, {
    x: to.get(x, image),
    filters: to.get(weights, filter),
    bias,
    from: planesOf(to.shape(x)),
    to: planesOf(to.shape(needed(op.outputs, 0))),
    kernel: [height, width],
    ...{ strides, dilations, padding, groups },
  });
}

const planesOf = ([, rows = 1, columns = 1, channels = 1]: readonly number[]): Planes => ({
  channels,
  rows,
  columns,
});

export const convolution: Rows<'conv2d' | 'conv2dInputGrad' | 'conv2dFilterGrad'> = {
  conv2d: (op, to) => {
    to.set(op.outputs[0], emitConvolution(op, to), image);
  },
  conv2dInputGrad: inputGradient,
  conv2dFilterGrad: filterGradient,
};
