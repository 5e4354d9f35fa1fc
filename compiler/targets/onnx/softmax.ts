import type { OpKind } from '../../ir/op-attributes.ts';
import { logical, physicalAxis } from './layout.ts';
import { needed } from '../../ir/needed.ts';
import type { Row, Rows } from './row.ts';

function overLastAxis<K extends OpKind>(opType: string): Row<K> {
  return (op, to) => {
    const x = needed(op.inputs, 0);
    const layout = to.layoutOf(x);
    const axis = physicalAxis(layout, x.shape.length - 1);
    to.set(needed(op.outputs, 0), to.graph.node(opType, [to.get(x, layout)], { axis }), layout);
  };
}

export const softmaxes: Rows<'softmax' | 'logSoftmax' | 'softmaxCrossEntropy'> = {
  softmax: overLastAxis('Softmax'),
  logSoftmax: overLastAxis('LogSoftmax'),

  softmaxCrossEntropy: (op, to) => {
    const { graph } = to;
    const logits = to.get(needed(op.inputs, 0), logical(2));
    const target = to.get(needed(op.inputs, 1), logical(2));
    const sumRows = (tensor: string, keepdims: number): string =>
      graph.node('ReduceSum', [tensor, graph.ints([1])], { keepdims });
    const logs = graph.node('LogSoftmax', [logits], { axis: 1 });
    const loss = graph.node('Neg', [sumRows(graph.node('Mul', [target, logs]), 0)]);
    const expected = graph.node('Mul', [graph.node('Exp', [logs]), sumRows(target, 1)]);
    to.set(op.outputs[0], loss, logical(1));
    to.set(op.outputs[1], graph.node('Sub', [expected, target]), logical(2));
  },
};
