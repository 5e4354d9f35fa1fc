import type { DType, Program, Value, Variable } from '../../ir/ir.ts';
import { legalize } from '../../passes/legalize.ts';
import { dims, EmitContext } from './emit-context.ts';
import { emitSteps } from './emit-steps.ts';
import { findFusedUpdates } from './find-fused-updates.ts';
import { GraphBuilder } from './graph-builder.ts';
import type { NodeDef } from './graph-def.ts';
import { operandsOf, schedule, type ScheduledStep } from './schedule.ts';
import { tensorflowTarget } from './tensorflow-target.ts';
import { type Import, VariableTable } from './variable-table.ts';

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

export interface EmitOptions {
  /** Whether what takes much memory is done in the order of the program, one after the other. */
  readonly chained?: boolean;
}

/** Programs over shared variables as one graph, for any batch size. */
export interface EmittedGraph {
  readonly nodes: readonly NodeDef[];
  readonly programs: readonly EmittedProgram[];
  /** The node that gives what a variable holds, by the variable's name. */
  readonly reads: ReadonlyMap<string, string>;
  /** How variables are set from outside. */
  readonly imports: readonly Import[];
}

/**
 * Writes programs as one graph of TensorFlow operators; the variables live in the session that runs it. Nothing is
 * pinned to a device.
 */
export function emitTensorflow(
  programs: readonly Program[],
  variables: Iterable<Variable>,
  options: EmitOptions = {},
): EmittedGraph {
  const graph = new GraphBuilder();
  const known = [...variables];
  const { table, emitted } = emitGraph(graph, programs, known, options);
  const reads = new Map(known.map((variable) => [variable.name, table.read(variable)]));
  return { nodes: graph.nodes, programs: emitted, reads, imports: table.addImports(known) };
}

/** Adds programs and the variables they share to a graph. */
export function emitGraph(
  graph: GraphBuilder,
  programs: readonly Program[],
  variables: readonly Variable[],
  options: EmitOptions = {},
): { readonly table: VariableTable; readonly emitted: readonly EmittedProgram[] } {
  const table = new VariableTable(graph, variables);
  const emitted = programs.map((program, index) => emitProgram(program, graph, table, { ...options, index }));
  return { table, emitted };
}

function emitProgram(
  given: Program,
  graph: GraphBuilder,
  table: VariableTable,
  { index, ...options }: EmitOptions & { readonly index: number },
): EmittedProgram {
  const program = legalize(given, tensorflowTarget(given));
  const scope = index === 0 ? program.name : `${program.name}_${index}`;
  const to = new EmitContext(graph, scope, program.inputs);
  const inputs = program.inputs.map(({ name, value }) => addInput(to, graph, scope, name, value));
  const steps = schedule(program, findFusedUpdates(program));
  const reads = addReads(program, steps, to, table);
  const updates = emitSteps(steps, to, {
    handle: (variable) => table.handle(variable),
    read: (variable) => reads.get(variable),
    chained: options.chained === true,
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
  steps: readonly ScheduledStep[],
  to: EmitContext,
  table: VariableTable,
): ReadonlyMap<Variable, string> {
  const used = new Set([...steps.flatMap(operandsOf), ...program.outputs.map(({ value }) => value)]);
  for (const { value } of program.updates) used.add(value);
  const reads = new Map<Variable, string>();
  for (const { variable, value } of program.variables) {
    if (!used.has(value)) continue;
    const read = table.read(variable);
    reads.set(variable, read);
    to.set(value, read);
  }
  return reads;
}
