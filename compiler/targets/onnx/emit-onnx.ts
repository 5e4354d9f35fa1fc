import type { OpKind } from '../../ir/op-attributes.ts';
import type { DType, OpNode, Program, Value, Variable } from '../../ir/ir.ts';
import { elements, shapeAt } from '../../ir/extent.ts';
import { assignLayouts } from './assign-layouts.ts';
import { convolution, emitConvolution } from './convolution.ts';
import { elementwise, simple } from './elementwise.ts';
import { EmitContext } from './emit-context.ts';
import { encodeModel } from './encode.ts';
import { GraphBuilder } from './graph-builder.ts';
import { image, type Layout, logical, physicalShape } from './layout.ts';
import { normalization } from './normalization.ts';
import type { OnnxGraph } from './onnx-model.ts';
import { type Biased, findPeepholes } from './peepholes.ts';
import { emitMaxPoolGradient, pooling } from './pooling.ts';
import { reductions } from './reductions.ts';
import type { Provider } from './provider.ts';
import type { Rows } from './row.ts';
import { emitGemm, shapeOps } from './shape-ops.ts';
import { softmaxes } from './softmax.ts';

/** How each op is written with ONNX's standard operators. */
const rows: Rows<OpKind> = {
  ...simple,
  ...elementwise,
  ...reductions,
  ...shapeOps,
  ...convolution,
  ...pooling,
  ...normalization,
  ...softmaxes,
};

/** A tensor that goes in or out of the graph. */
export interface Port {
  /** The program's name for it. */
  readonly name: string;
  /** The graph's. */
  readonly tensor: string;
  readonly dtype: DType;
  /** The physical sizes; −1 where one follows an open batch. */
  readonly dims: readonly number[];
}

export interface VariablePort extends Port {
  readonly variable: Variable;
  readonly layout: Layout;
}

/** A program at one batch size as an ONNX graph, and which of its inputs and outputs are what. */
export interface EmittedGraph {
  readonly graph: OnnxGraph;
  /** In the program's own order of elements, as are the outputs. */
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /** Variables in, in their layouts. */
  readonly variables: readonly VariablePort[];
  /** Variables out, in the same layouts. */
  readonly updates: readonly VariablePort[];
}

/** A batch of any size. */
export type Batch = number | 'open';

export interface EmitOptions {
  /** Layouts that variables have already: of another program on the same session. */
  readonly layouts?: ReadonlyMap<Variable, Layout>;
  /** What runs it; the CPU where nothing is said. */
  readonly provider?: Provider;
}

/**
 * Writes a program as a graph of standard ONNX operators: at a batch size, every shape static; or for any batch, which
 * programs without a backward pass and without normalisation over the batch can be.
 */
export function emitOnnx(program: Program, batch: Batch, options: EmitOptions = {}): EmittedGraph {
  const open = batch === 'open' ? standIn(program) : undefined;
  const graph = new GraphBuilder(open);
  const to = new EmitContext(graph, open ?? Number(batch), assignLayouts(program), options.provider);
  const inputs = program.inputs.map(({ name, value }) =>
    addInput(to, name, value, logical(value.shape.length)),
  );
  const variables = program.variables.map(({ variable, value }): VariablePort => {
    const layout = options.layouts?.get(variable) ?? to.layoutOf(value);
    return { ...addInput(to, variable.name, value, layout), variable, layout };
  });
  emitOps(program, to);
  const taken = new Set([...inputs, ...variables].map(({ tensor }) => tensor));
  const outputs = program.outputs.map(({ name, value }) =>
    addOutput(to, taken, name, value, logical(value.shape.length)),
  );
  const layouts = new Map(variables.map(({ variable, layout }) => [variable, layout]));
  const updates = program.updates.map(({ variable, value }): VariablePort => {
    const layout = layouts.get(variable) ?? logical(value.shape.length);
    return { ...addOutput(to, taken, variable.name, value, layout), variable, layout };
  });
  return { graph: graph.finish(program.name), inputs, outputs, variables, updates };
}

/** Primes beyond the sizes of models. */
const primes = [1_000_003, 1_000_033, 1_000_037, 1_000_039];

/** A batch size to reckon with where the batch is open: a prime that divides no size of the program. */
function standIn({ ops, variables }: Program): number {
  const values = [...ops.flatMap(({ outputs }) => outputs), ...variables.map(({ value }) => value)];
  const sizes = new Set(
    values.flatMap(({ shape }) => [...shape, elements(shape)].map(({ constant }) => constant)),
  );
  const prime = primes.find((each) => [...sizes].every((size) => size === 0 || size % each !== 0));
  if (prime === undefined) throw new RangeError('the sizes of the program leave no number for the batch');
  return prime;
}

/** The bytes of the model file of an emitted graph. */
export const onnxModel = ({ graph }: EmittedGraph): Uint8Array => encodeModel(graph);

function emitOps(program: Program, to: EmitContext): void {
  const { biased, masked, absorbed, pooledWithIndices } = findPeepholes(program);
  for (const value of pooledWithIndices) to.maxPoolIndices.set(value, '');
  for (const op of program.ops) {
    if (absorbed.has(op)) continue;
    to.graph.origin = op.origin;
    const pair = biased.get(op);
    if (pair !== undefined) emitBiased(op, pair, to);
    else if (op.kind === 'maxPool2dGrad' && masked.has(op)) emitMaxPoolGradient(op, to, masked.get(op));
    else emitOp(op, to);
  }
}

function emitOp(op: OpNode, to: EmitContext): void {
  const row: (op: never, to: EmitContext) => void = rows[op.kind];
  row(op as never, to);
}

function emitBiased(op: OpNode, { product, bias }: Biased, to: EmitContext): void {
  const row = to.get(bias, logical(1));
  if (product.kind === 'conv2d') to.set(op.outputs[0], emitConvolution(product, to, row), image);
  else to.set(op.outputs[0], emitGemm(product, to, row), logical(2));
}

function addInput(to: EmitContext, name: string, value: Value, layout: Layout): Port {
  const tensor = `${name}#${value.id}`;
  const dims = to.graph.known(physicalShape(shapeAt(value.shape, to.batch), layout));
  to.graph.inputs.push({ name: tensor, elementType: value.dtype, dims });
  to.set(value, tensor, layout);
  return { name, tensor, dtype: value.dtype, dims };
}

/** An output is a tensor of its own: not an input, not another output, not a constant. */
function addOutput(to: EmitContext, taken: Set<string>, name: string, value: Value, layout: Layout): Port {
  const made = to.get(value, layout);
  const tensor = taken.has(made) || to.graph.isConstant(made) ? to.graph.node('Identity', [made]) : made;
  taken.add(tensor);
  const dims = to.graph.known(physicalShape(to.shape(value), layout));
  to.graph.outputs.push({ name: tensor, elementType: value.dtype, dims });
  return { name, tensor, dtype: value.dtype, dims };
}
