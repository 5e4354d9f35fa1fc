import type { OpKind } from '../../ir/op-attributes.ts';
import type { Row, Rows } from './row.ts';

const T = { type: 'float32' } as const;

function overLastAxis<K extends OpKind>(operator: string): Row<K> {
  return (op, to) => {
    to.set(op.outputs[0], to.node(operator, [to.get(op.inputs, 0)], { T }));
  };
}

export const softmaxes: Rows<'softmax' | 'logSoftmax' | 'softmaxCrossEntropy'> = {
  softmax: overLastAxis('Softmax'),
  logSoftmax: overLastAxis('LogSoftmax'),

  softmaxCrossEntropy: (op, to) => {
    const inputs = [to.get(op.inputs, 0), to.get(op.inputs, 1)];
    const fused = to.node('SoftmaxCrossEntropyWithLogits', inputs, { T });
    to.set(op.outputs[0], fused);
    to.set(op.outputs[1], `${fused}:1`);
  },
};
