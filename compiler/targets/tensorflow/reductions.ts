import type { OpNodeOf } from '../../ir/ir.ts';
import { typeOf } from './elementwise.ts';
import type { Row, Rows } from './row.ts';

type ReduceKind = 'reduceSum' | 'reduceMean' | 'reduceMax';

function reduction<K extends ReduceKind>(operator: string): Row<K> {
  return (op, to) => {
    const { axes, keepDims } = op.attributes;
    const attributes = { T: typeOf(op), Tidx: { type: 'int32' }, keep_dims: keepDims } as const;
    to.set(op.outputs[0], to.node(operator, [to.get(op.inputs, 0), to.graph.ints(axes)], attributes));
  };
}

export const reductions: Rows<ReduceKind | 'argMax'> = {
  // What is left of a bias's gradient has a kernel of its own.
  reduceSum: (op, to) => {
    if (!isChannelSum(op)) return reduction('Sum')(op, to);
    to.set(op.outputs[0], to.node('BiasAddGrad', [to.get(op.inputs, 0)], { T: { type: 'float32' } }));
  },
  reduceMean: reduction('Mean'),
  reduceMax: reduction('Max'),

  argMax: (op, to) => {
    const types = { T: typeOf(op), Tidx: { type: 'int32' }, output_type: { type: 'int32' } } as const;
    const inputs = [to.get(op.inputs, 0), to.graph.int(op.attributes.axis)];
    to.set(op.outputs[0], to.node('ArgMax', inputs, types));
  },
};

/** A sum over every axis but the last. */
export function isChannelSum({
  inputs: [x],
  attributes: { axes, keepDims },
}: OpNodeOf<'reduceSum'>): boolean {
  const last = (x?.shape.length ?? 0) - 1;
  return x?.dtype === 'float32' && last > 0 && !keepDims && axes.length === last && !axes.includes(last);
}
