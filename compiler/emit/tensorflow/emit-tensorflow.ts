import type { OpKind } from '../../ops/op-attributes.ts';
import type { DType, OpNode, Program, Value, Variable } from '../../program/ir.ts';
import { legalize } from '../../program/legalize.ts';
import { guardInput } from '../../program/recompute/guard-repeats.ts';
import { convolution } from './convolution.ts';
import { elementwise, plainOps } from './elementwise.ts';
import { dims, EmitContext } from './emit-context.ts';
import { emitUpdates } from './emit-updates.ts';
import { findFusedUpdates } from './find-fused-updates.ts';
import { GraphBuilder } from './graph-builder.ts';
import type { NodeDef } from './graph-def.ts';
import { liveOps } from './live-ops.ts';
import { normalization } from './normalization.ts';
import { pooling } from './pooling.ts';
import { reductions } from './reductions.ts';
import type { Rows } from './row.ts';
import { shapeOps } from './shape-ops.ts';
import { softmaxes } from './softmax.ts';
import { tensorflowTarget } from './tensorflow-target.ts';
import { type VariableNodes, VariableTable } from './variable-table.ts';

/** How each op is written with TensorFlow's operators. */
const rows: Rows<OpKind> = {
  ...plainOps,
  ...elementwise,
  ...reductions,
  ...shapeOps,
  ...convolution,
  ...pooling,
  ...normalization,
  ...softmaxes,
};

/** A tensor to feed or to fetch. */
export interface Port {
  /** The program's name for it. */
  readonly name: string;
  readonly node: string;
  readonly dtype: DType;
  /** −1 where the size follows the batch. */
  readonly dims: readonly number[];
}

/** The part of a graph that is one program. Fetching any output moves the variables, too. */
export interface EmittedProgram {
  readonly program: Program;
  readonly inputs: readonly Port[];
  /** Where the batch size itself is fed: an int32 scalar that no input's shape tells. */
  readonly batch?: string;
  readonly outputs: readonly Port[];
  /** A scalar that is there once the program has ended, for one without outputs. */
  readonly done: string;
}

/** Programs over shared variables as one graph, for any batch size. */
export interface EmittedGraph {
  readonly nodes: readonly NodeDef[];
  readonly programs: readonly EmittedProgram[];
  readonly variables: ReadonlyMap<string, VariableNodes>;
}

/**
 * Writes programs as one graph of TensorFlow operators; the variables live in the session that runs it. Nothing is
 * pinned to a device.
 */
export function emitTensorflow(programs: readonly Program[], variables: Iterable<Variable>): EmittedGraph {
  const graph = new GraphBuilder();
  const known = [...variables];
  const { table, emitted } = emitGraph(graph, programs, known);
  const ports = new Map(known.map((variable) => [variable.name, table.addPorts(variable)]));
  return { nodes: graph.nodes, programs: emitted, variables: ports };
}

/** Adds programs and the variables they share to a graph. */
export function emitGraph(
  graph: GraphBuilder,
  programs: readonly Program[],
  variables: readonly Variable[],
): { readonly table: VariableTable; readonly emitted: readonly EmittedProgram[] } {
  const table = new VariableTable(graph, variables);
  return { table, emitted: programs.map((program, index) => emitProgram(program, graph, table, index)) };
}

function emitProgram(
  given: Program,
  graph: GraphBuilder,
  table: VariableTable,
  index: number,
): EmittedProgram {
  const program = legalize(given, tensorflowTarget(given));
  const scope = index === 0 ? program.name : `${program.name}_${index}`;
  const to = new EmitContext(graph, scope, program.inputs);
  const inputs = program.inputs.map(({ name, value }) => addInput(to, graph, scope, name, value));
  const fused = findFusedUpdates(program);
  const ops = liveOps(program, fused);
  const reads = addReads(program, ops, to, table, scope);
  let before: OpNode | undefined;
  for (const op of ops) {
    to.begin(op);
    const guard = op.inputs.find(({ name }) => name === guardInput);
    if (guard !== undefined && before !== undefined) delay(guard, before, to);
    emitOp(op, to);
    if (op.stage === 'backward' && guard === undefined && op.repeats !== true) before = op;
  }
  const updates = emitUpdates(program, fused, to, {
    handle: (variable) => table.handle(variable),
    read: (variable) => reads.get(variable),
  });
  const ended = graph.node(
    'NoOp',
    `${scope}/updates`,
    updates.map((name) => `^${name}`),
  );
  const outputs = program.outputs.map(({ name, value }): Port => {
    const inputs = [to.of(value), `^${ended}`];
    const node = graph.node('Identity', `${scope}/outputs/${name}`, inputs, { T: { type: value.dtype } });
    return { name, node, dtype: value.dtype, dims: dims(value.shape) };
  });
  const done = graph.node('Identity', `${scope}/done`, [graph.int(1), `^${ended}`], { T: { type: 'int32' } });
  const batch = to.fedBatch === undefined ? {} : { batch: to.fedBatch };
  return { program: given, inputs, ...batch, outputs, done };
}

/** TensorFlow runs an op as soon as its inputs are there: what is repeated waits for the backward pass to come to it. */
function delay(guard: Value, { outputs }: OpNode, to: EmitContext): void {
  const [last] = outputs;
  if (last === undefined) return;
  const [node = ''] = to.of(last).split(':');
  to.set(guard, to.node('Identity', [to.of(guard), `^${node}`], { T: { type: guard.dtype } }));
}

function addInput(to: EmitContext, graph: GraphBuilder, scope: string, name: string, value: Value): Port {
  const sizes = dims(value.shape);
  const attributes = { dtype: { type: value.dtype }, shape: { dims: sizes } };
  const node = graph.node('Placeholder', `${scope}/${name}`, [], attributes);
  to.set(value, node);
  return { name, node, dtype: value.dtype, dims: sizes };
}

/** Reads the variables that ops or outputs use; gives the reading nodes. */
function addReads(
  program: Program,
  ops: readonly OpNode[],
  to: EmitContext,
  table: VariableTable,
  scope: string,
): ReadonlyMap<Variable, string> {
  const used = new Set([
    ...ops.flatMap(({ inputs }) => inputs),
    ...program.outputs.map(({ value }) => value),
  ]);
  for (const { value } of program.updates) used.add(value);
  const reads = new Map<Variable, string>();
  for (const { variable, value } of program.variables) {
    if (!used.has(value)) continue;
    const read = table.addRead(variable, scope);
    reads.set(variable, read);
    to.set(value, read);
  }
  return reads;
}

function emitOp(op: OpNode, to: EmitContext): void {
  const row: (op: never, to: EmitContext) => void = rows[op.kind];
  row(op as never, to);
}
