import type { ConvAttributes } from '../../ir/op-attributes.ts';
import type { Value } from '../../ir/ir.ts';
import { fixedShape, known, type SymbolicShape } from '../../ir/extent.ts';
import type { EmitContext } from './emit-context.ts';
import type { Attributes } from './graph-def.ts';
import { windowAttributes } from './padding.ts';
import type { Rows } from './row.ts';

/** Whether each filter sees one channel, where TensorFlow has operators of their own. */
export const isDepthwise = ({ groups }: ConvAttributes, depth: number): boolean => groups > 1 && depth === 1;

export const convolution: Rows<'conv2d' | 'conv2dInputGrad' | 'conv2dFilterGrad'> = {
  conv2d: (op, to) => {
    const [x, filter] = op.inputs;
    if (!x || !filter) return;
    const sizes = filter.shape.map(known);
    const attributes = convAttributes(x.shape, sizes, op.attributes);
    const [operator, weights] = isDepthwise(op.attributes, sizes[2] ?? 1)
      ? ['DepthwiseConv2dNative', depthwiseFilter(to, filter, op.attributes)]
      : ['Conv2D', to.of(filter)];
    to.set(op.outputs[0], to.node(operator, [to.of(x), weights], attributes));
  },

  conv2dInputGrad: (op, to) => {
    const [dy, filter] = op.inputs;
    if (!dy || !filter) return;
    const { inputShape } = op.attributes;
    const sizes = filter.shape.map(known);
    const attributes = convAttributes(inputShape, sizes, op.attributes);
    const [operator, weights] = isDepthwise(op.attributes, sizes[2] ?? 1)
      ? ['DepthwiseConv2dNativeBackpropInput', depthwiseFilter(to, filter, op.attributes)]
      : ['Conv2DBackpropInput', to.of(filter)];
    to.set(op.outputs[0], to.node(operator, [to.shape(inputShape), weights, to.of(dy)], attributes));
  },

  conv2dFilterGrad: (op, to) => {
    const [x, dy] = op.inputs;
    if (!x || !dy) return;
    const { filterShape } = op.attributes;
    const attributes = convAttributes(x.shape, filterShape, op.attributes);
    const depthwise = isDepthwise(op.attributes, filterShape[2] ?? 1);
    const operator = depthwise ? 'DepthwiseConv2dNativeBackpropFilter' : 'Conv2DBackpropFilter';
    const sizes = depthwise ? depthwiseShape(filterShape, op.attributes) : filterShape;
    const gradient = to.node(operator, [to.of(x), to.graph.ints(sizes), to.of(dy)], attributes);
    const shape = fixedShape(filterShape);
    to.set(op.outputs[0], depthwise ? to.reshape(gradient, 'float32', shape) : gradient);
  },
};

function convAttributes(
  images: SymbolicShape,
  [height = 1, width = 1]: readonly number[],
  { strides, padding, dilations }: ConvAttributes,
): Attributes {
  const extent = [(height - 1) * dilations[0] + 1, (width - 1) * dilations[1] + 1] as const;
  return { ...windowAttributes(images, { extent, strides, padding }), dilations: [1, ...dilations, 1] };
}

/** (height, width, 1, channels · multiplier) as (height, width, channels, multiplier). */
const depthwiseShape = (
  [height = 1, width = 1, , filters = 1]: readonly number[],
  { groups }: ConvAttributes,
) => [height, width, groups, filters / groups];

const depthwiseFilter = (to: EmitContext, filter: Value, attributes: ConvAttributes): string =>
  to.reshape(to.of(filter), 'float32', fixedShape(depthwiseShape(filter.shape.map(known), attributes)));
