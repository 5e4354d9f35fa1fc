import type { PoolAttributes } from '../../ir/op-attributes.ts';
import type { SymbolicShape } from '../../ir/extent.ts';
import type { Attributes } from './graph-def.ts';
import { windowAttributes } from './padding.ts';
import type { Rows } from './row.ts';

export const pooling: Rows<'maxPool2d' | 'maxPool2dGrad' | 'avgPool2d' | 'avgPool2dGrad'> = {
  maxPool2d: (op, to) => {
    const attributes = poolAttributes(op.inputs[0]?.shape ?? [], op.attributes);
    to.set(op.outputs[0], to.node('MaxPool', [to.get(op.inputs, 0)], attributes));
  },

  maxPool2dGrad: (op, to) => {
    const inputs = [0, 1, 2].map((index) => to.get(op.inputs, index));
    const attributes = poolAttributes(op.inputs[0]?.shape ?? [], op.attributes);
    to.set(op.outputs[0], to.node('MaxPoolGrad', inputs, attributes));
  },

  avgPool2d: (op, to) => {
    const attributes = poolAttributes(op.inputs[0]?.shape ?? [], op.attributes);
    to.set(op.outputs[0], to.node('AvgPool', [to.get(op.inputs, 0)], attributes));
  },

  avgPool2dGrad: (op, to) => {
    const { inputShape } = op.attributes;
    const inputs = [to.shape(inputShape), to.get(op.inputs, 0)];
    to.set(op.outputs[0], to.node('AvgPoolGrad', inputs, poolAttributes(inputShape, op.attributes)));
  },
};

const poolAttributes = (
  images: SymbolicShape,
  { poolSize, strides, padding }: PoolAttributes,
): Attributes => ({
  ...windowAttributes(images, { extent: poolSize, strides, padding }),
  ksize: [1, ...poolSize, 1],
});
