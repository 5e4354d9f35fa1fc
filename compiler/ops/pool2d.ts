import type { TensorType } from '../ir/ir.ts';
import { fixed, known, type SymbolicShape } from '../ir/extent.ts';
import { windowCount } from './conv2d.ts';
import { defineOp } from './define-op.ts';
import { ofRank, onlyInput } from './inputs.ts';
import type { PoolAttributes } from '../ir/op-attributes.ts';

function pooledShape(op: string, input: TensorType | undefined, attributes: PoolAttributes): SymbolicShape {
  const { poolSize, strides, padding } = attributes;
  const [batch, height, width, channels] = ofRank(op, onlyInput(op, input), 4);
  return [
    batch ?? fixed(0),
    fixed(windowCount(known(height), poolSize[0], strides[0], padding[0])),
    fixed(windowCount(known(width), poolSize[1], strides[1], padding[1])),
    channels ?? fixed(0),
  ];
}

export const maxPool2d = defineOp({
  kind: 'maxPool2d',
  doc: 'the maximum of each window; padding never wins',
  infer: ([x], attributes) => [{ shape: pooledShape('maxPool2d', x, attributes), dtype: 'float32' }],
  gradient({ op, build, outputGradients: [dy] }) {
    const [x] = op.inputs;
    const [y] = op.outputs;
    return dy && x && y ? [build.op('maxPool2dGrad', [x, y, dy], op.attributes)] : [];
  },
});

export const maxPool2dGrad = defineOp({
  kind: 'maxPool2dGrad',
  doc: 'dy at the first maximum of each window, added where windows overlap',
  infer: ([x]) => [onlyInput('maxPool2dGrad', x)],
});

export const avgPool2d = defineOp({
  kind: 'avgPool2d',
  doc: 'the mean of each window; padding is not counted',
  infer: ([x], attributes) => [{ shape: pooledShape('avgPool2d', x, attributes), dtype: 'float32' }],
  gradient({ op, build, outputGradients: [dy] }) {
    const [x] = op.inputs;
    return dy && x ? [build.op('avgPool2dGrad', [dy], { ...op.attributes, inputShape: x.shape })] : [];
  },
});

export const avgPool2dGrad = defineOp({
  kind: 'avgPool2dGrad',
  doc: 'dy over the number of cells of its window, spread over them',
  infer: (_, { inputShape }) => [{ shape: inputShape, dtype: 'float32' }],
  gradient({ op, build, outputGradients: [gradient] }) {
    const { poolSize, strides, padding } = op.attributes;
    return gradient ? [build.op('avgPool2d', [gradient], { poolSize, strides, padding })] : [];
  },
});
