import type { OpNodeOf, OpNode, Program, Value } from '../../ir/ir.ts';
import { known } from '../../ir/extent.ts';

type Product = OpNodeOf<'conv2d'> | OpNodeOf<'matmul'>;

/** A convolution or matrix product and the bias that is added to it: one ONNX operator. */
export interface Biased {
  readonly product: Product;
  readonly bias: Value;
}

/** What is emitted together. */
export interface Peepholes {
  /** By the `add`. */
  readonly biased: ReadonlyMap<OpNode, Biased>;
  /**
   * Results of a `reluGrad` right behind a `maxPool2dGrad`, by the latter. Where x was the maximum it is y, so
   * dy may be masked by y before it is spread, which is less to do.
   */
  readonly masked: ReadonlyMap<OpNode, Value>;
  /** Ops that another one emits. */
  readonly absorbed: ReadonlySet<OpNode>;
  /** Results of maximum poolings whose gradient is wanted too. */
  readonly pooledWithIndices: ReadonlySet<Value>;
}

/** Finds in a program what one ONNX operator does at once. */
export function findPeepholes(program: Program): Peepholes {
  const uses = countUses(program);
  const producers = new Map<Value, OpNode>();
  for (const op of program.ops) for (const output of op.outputs) producers.set(output, op);
  const biased = new Map<OpNode, Biased>();
  const masked = new Map<OpNode, Value>();
  const absorbed = new Set<OpNode>();
  const pooledWithIndices = new Set<Value>();
  for (const op of program.ops) {
    if (op.kind === 'maxPool2dGrad' && op.inputs[1]) {
      const pool = producers.get(op.inputs[1]);
      if (pool?.kind === 'maxPool2d' && pool.inputs[0] === op.inputs[0]) pooledWithIndices.add(op.inputs[1]);
    }
    const bias = op.kind === 'add' ? findBias(op, producers, uses) : undefined;
    if (bias !== undefined && !absorbed.has(bias.product)) {
      biased.set(op, bias);
      absorbed.add(bias.product);
    }
    const gradient = op.kind === 'reluGrad' ? findPooled(op, producers, uses) : undefined;
    if (gradient !== undefined && op.outputs[0]) {
      masked.set(gradient, op.outputs[0]);
      absorbed.add(op);
    }
  }
  return { biased, masked, absorbed, pooledWithIndices };
}

/** The gradient of the maximum pooling of a ReLU's result, where nothing else uses it. */
function findPooled(
  { inputs: [dy, y] }: OpNodeOf<'reluGrad'>,
  producers: ReadonlyMap<Value, OpNode>,
  uses: ReadonlyMap<Value, number>,
): OpNode | undefined {
  if (dy === undefined) return undefined;
  const producer = producers.get(dy);
  if (producer?.kind !== 'maxPool2dGrad' || producer.inputs[0] !== y) return undefined;
  return uses.get(dy) === 1 ? producer : undefined;
}

function findBias(
  op: OpNodeOf<'add'>,
  producers: ReadonlyMap<Value, OpNode>,
  uses: ReadonlyMap<Value, number>,
): Biased | undefined {
  const [a, b] = op.inputs;
  if (!a || !b) return undefined;
  for (const [value, bias] of [
    [a, b],
    [b, a],
  ] as const) {
    const product = producers.get(value);
    if (product?.kind !== 'conv2d' && product?.kind !== 'matmul') continue;
    if (uses.get(value) === 1 && isBias(bias, value)) return { product, bias };
  }
  return undefined;
}

/** One element for each channel and nothing else. */
function isBias(bias: Value, value: Value): boolean {
  const channels = value.shape.at(-1);
  const [size] = bias.shape;
  return (
    bias.shape.length === 1 && size !== undefined && channels !== undefined && known(size) === known(channels)
  );
}

function countUses(program: Program): Map<Value, number> {
  const uses = new Map<Value, number>();
  const count = (value: Value): void => void uses.set(value, (uses.get(value) ?? 0) + 1);
  for (const op of program.ops) op.inputs.forEach(count);
  for (const { value } of [...program.outputs, ...program.updates]) count(value);
  return uses;
}
