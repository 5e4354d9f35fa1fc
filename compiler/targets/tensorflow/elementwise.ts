import type { OpKind } from '../../ir/op-attributes.ts';
import type { OpNode, Value } from '../../ir/ir.ts';
import { isFixed, sameExtent } from '../../ir/extent.ts';
import { dims, type EmitContext } from './emit-context.ts';
import type { Row, Rows } from './row.ts';

/** The operator on the op's operands, whose type is `T`. */
function plain<K extends OpKind>(operator: string): Row<K> {
  return (op, to) => {
    const inputs = op.inputs.map((input) => to.of(input));
    to.set(op.outputs[0], to.node(operator, inputs, { T: typeOf(op) }));
  };
}

/** The type of an op's operands, as an attribute. */
export const typeOf = ({ inputs }: Pick<OpNode, 'inputs'>) =>
  ({ type: inputs[0]?.dtype ?? 'float32' }) as const;

type Plain =
  | ('negate' | 'abs' | 'sign' | 'exp' | 'log' | 'sqrt' | 'square' | 'reciprocal' | 'floor' | 'relu')
  | ('sigmoid' | 'tanh' | 'erf' | 'subtract' | 'multiply' | 'maximum' | 'minimum' | 'power')
  | ('greater' | 'greaterEqual' | 'reluGrad');

export const plainOps: Rows<Plain> = {
  negate: plain('Neg'),
  abs: plain('Abs'),
  sign: plain('Sign'),
  exp: plain('Exp'),
  log: plain('Log'),
  sqrt: plain('Sqrt'),
  square: plain('Square'),
  reciprocal: plain('Reciprocal'),
  floor: plain('Floor'),
  relu: plain('Relu'),
  sigmoid: plain('Sigmoid'),
  tanh: plain('Tanh'),
  erf: plain('Erf'),
  subtract: plain('Sub'),
  multiply: plain('Mul'),
  maximum: plain('Maximum'),
  minimum: plain('Minimum'),
  power: plain('Pow'),
  greater: plain('Greater'),
  greaterEqual: plain('GreaterEqual'),
  reluGrad: plain('ReluGrad'),
};

type Special = 'add' | 'divide' | 'equal' | 'select' | 'cast' | 'constant' | 'tensorConstant';

export const elementwise: Rows<Special> = {
  add: (op, to) => {
    const biased = findBias(op.inputs);
    if (biased === undefined) return plain('AddV2')(op, to);
    const [value, bias] = biased;
    to.set(op.outputs[0], to.node('BiasAdd', [to.of(value), to.of(bias)], { T: { type: 'float32' } }));
  },

  divide: (op, to) => plain(typeOf(op).type === 'int32' ? 'Div' : 'RealDiv')(op, to),

  equal: (op, to) => plain('Equal')(op, to),

  select: (op, to) => {
    const inputs = op.inputs.map((input) => to.of(input));
    to.set(op.outputs[0], to.node('SelectV2', inputs, { T: { type: op.inputs[1]?.dtype ?? 'float32' } }));
  },

  cast: (op, to) => {
    const types = { SrcT: typeOf(op), DstT: { type: op.attributes.dtype } };
    to.set(op.outputs[0], to.node('Cast', [to.get(op.inputs, 0)], types));
  },

  constant: (op, to) => {
    to.set(op.outputs[0], filled(to, op.attributes));
  },

  tensorConstant: (op, to) => {
    const { values, shape } = op.attributes;
    const tensor = { dtype: 'float32', dims: shape, data: Float32Array.from(values) } as const;
    to.set(op.outputs[0], to.graph.constant(tensor));
  },
};

function filled(
  to: EmitContext,
  { value, shape, dtype }: { value: number } & Pick<Value, 'shape' | 'dtype'>,
): string {
  if (shape.every(isFixed)) return to.graph.constant({ dtype, dims: dims(shape), data: { repeated: value } });
  const types = { T: { type: dtype }, index_type: { type: 'int32' } } as const;
  return to.node('Fill', [to.shape(shape), to.graph.scalar(value, dtype)], types);
}

/** The operands of an addition as a value and one number for each of its channels, where they are that. */
function findBias(inputs: readonly Value[]): readonly [value: Value, bias: Value] | undefined {
  const [a, b] = inputs;
  if (a === undefined || b === undefined || a.dtype !== 'float32') return undefined;
  if (isBias(b, a)) return [a, b];
  return isBias(a, b) ? [b, a] : undefined;
}

function isBias(bias: Value, { shape }: Value): boolean {
  const [size] = bias.shape;
  const channels = shape.at(-1);
  return bias.shape.length === 1 && shape.length > 1 && !!size && !!channels && sameExtent(size, channels);
}
