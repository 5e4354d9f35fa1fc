import type { OpKind } from '../../ir/op-attributes.ts';
import type { OpNodeOf } from '../../ir/ir.ts';
import { sameShape } from '../../ir/extent.ts';
import type { EmitContext } from './emit-context.ts';
import type { ElementType } from './onnx-model.ts';
import { logical, physicalShape } from './layout.ts';
import { needed } from '../../ir/needed.ts';
import type { Row, Rows } from './row.ts';

/** The operands in the layout of the result, the operator, the result. */
function broadcasting<K extends OpKind>(opType: string): Row<K> {
  return (op, to) => {
    finishWith(op, to, (operands) => to.graph.node(opType, operands));
  };
}

/** Operands that are all as wide as the result: WebGPU's `Pow` fails over a column. */
function asWide(op: OpNodeOf<'power'>, to: EmitContext, operands: readonly string[]): readonly string[] {
  const { graph, provider } = to;
  if (provider === 'cpu') return operands;
  const result = needed(op.outputs, 0);
  const dims = graph.ints(physicalShape(to.shape(result), to.layoutOf(result)));
  return operands.map((operand, index) =>
    sameShape(needed(op.inputs, index).shape, result.shape) ? operand : graph.node('Expand', [operand, dims]),
  );
}

function finishWith<K extends OpKind>(
  op: OpNodeOf<K>,
  to: EmitContext,
  emit: (operands: readonly string[]) => string,
): void {
  const result = needed(op.outputs, 0);
  const layout = to.layoutOf(result);
  const rank = result.shape.length;
  to.set(result, emit(op.inputs.map((input) => to.operand(input, rank, layout))), layout);
}

type Simple =
  | (
      | 'negate'
      | 'abs'
      | 'sign'
      | 'exp'
      | 'log'
      | 'sqrt'
      | 'reciprocal'
      | 'floor'
      | 'relu'
      | 'sigmoid'
      | 'tanh'
    )
  | (
      | 'erf'
      | 'add'
      | 'subtract'
      | 'multiply'
      | 'divide'
      | 'maximum'
      | 'minimum'
      | 'power'
      | 'equal'
      | 'greater'
    )
  | ('greaterEqual' | 'select');

export const simple: Rows<Simple> = {
  negate: broadcasting('Neg'),
  abs: broadcasting('Abs'),
  sign: broadcasting('Sign'),
  exp: broadcasting('Exp'),
  log: broadcasting('Log'),
  sqrt: broadcasting('Sqrt'),
  reciprocal: broadcasting('Reciprocal'),
  floor: broadcasting('Floor'),
  relu: broadcasting('Relu'),
  sigmoid: broadcasting('Sigmoid'),
  tanh: broadcasting('Tanh'),
  erf: broadcasting('Erf'),
  add: broadcasting('Add'),
  subtract: broadcasting('Sub'),
  multiply: broadcasting('Mul'),
  divide: broadcasting('Div'),
  maximum: broadcasting('Max'),
  minimum: broadcasting('Min'),
  power: (op, to) => {
    finishWith(op, to, (operands) => to.graph.node('Pow', asWide(op, to, operands)));
  },
  equal: broadcasting('Equal'),
  greater: broadcasting('Greater'),
  greaterEqual: broadcasting('GreaterOrEqual'),
  select: broadcasting('Where'),
};

const onnxTypes: Readonly<Record<ElementType, number>> = { float32: 1, int32: 6, int64: 7, bool: 9 };

export const elementwise: Rows<'square' | 'cast' | 'reluGrad' | 'constant' | 'tensorConstant'> = {
  square: (op, to) => {
    finishWith(op, to, ([x = '']) => to.graph.node('Mul', [x, x]));
  },

  cast: (op, to) => {
    finishWith(op, to, ([x = '']) => to.graph.node('Cast', [x], { to: onnxTypes[op.attributes.dtype] }));
  },

  reluGrad: (op, to) => {
    finishWith(op, to, ([dy = '', y = '']) => maskPositive(to, dy, y));
  },

  constant: (op, to) => {
    const result = needed(op.outputs, 0);
    const layout = to.layoutOf(result);
    const scalar = to.graph.scalar(op.attributes.value, op.attributes.dtype);
    const dims = physicalShape(to.shape(result), layout);
    to.set(result, dims.length === 0 ? scalar : to.graph.expand(scalar, dims), layout);
  },

  tensorConstant: (op, to) => {
    const { values, shape } = op.attributes;
    to.set(needed(op.outputs, 0), to.graph.floats(values, shape), logical(shape.length));
  },
};

/** dy where y > 0, else 0: the steepest sigmoid of straight lines is one for every y that is not denormal. */
export function maskPositive(to: EmitContext, dy: string, y: string): string {
  const passes = to.graph.node('HardSigmoid', [y], { alpha: { float: 3e38 }, beta: { float: 0 } });
  return to.graph.node('Mul', [dy, passes]);
}
