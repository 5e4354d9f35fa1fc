import type { Program, Variable } from '../../ir/ir.ts';
import { emitGraph, type EmittedProgram, type Port } from './emit-tensorflow.ts';
import { encodeSavedModel } from './encode.ts';
import { GraphBuilder } from './graph-builder.ts';
import type { Signature, TensorInfo } from './graph-def.ts';
import type { InputPreparation } from '../prepare/input-preparation.ts';
import { prepareInput } from './prepare-inputs.ts';
import { type Finding, foundOutput, readFromRows } from '../detections/finding.ts';
import { findObjects } from './find-objects.ts';
import { addSaver } from './saver.ts';
import { tensorBundle } from './tensor-bundle.ts';

/** A program under the name that it is called by. */
export interface NamedProgram {
  readonly name: string;
  readonly program: Program;
  /** Of inputs that it takes as they are. */
  readonly preparations?: readonly InputPreparation[];
  /** What is to be found in rows of its heads. */
  readonly findings?: readonly Finding[];
}

/** A protobuf message may not be larger. */
const largestMessage = 2 ** 31 - 1;

/**
 * A SavedModel of programs over shared variables, as files by their path. Each program is a signature; a model's inputs
 * go by their own names where a program has no others.
 */
export function emitSavedModel(
  programs: readonly NamedProgram[],
  values: ReadonlyMap<Variable, Float32Array>,
): ReadonlyMap<string, Uint8Array> {
  const graph = new GraphBuilder();
  const variables = [...values.keys()];
  const { table, emitted } = emitGraph(
    graph,
    programs.map(({ program }) => program),
    variables,
  );
  const signatures = new Map(
    emitted.map((each, index) => {
      const { name = '', preparations = [], findings = [] } = programs[index] ?? {};
      const signature = withFound(signatureOf(each), graph, each, findings);
      const raw = preparations.flatMap((preparation): [string, TensorInfo][] => {
        const at = each.program.inputs.findIndex(
          ({ role }) => role.kind === 'input' && role.key === preparation.input,
        );
        const port = each.inputs[at];
        return port === undefined ? [] : [[preparation.input, prepareInput(graph, port, preparation)]];
      });
      return [name, { ...signature, inputs: new Map([...signature.inputs, ...raw]) }] as const;
    }),
  );
  const saver = variables.length === 0 ? {} : { saver: addSaver(graph, table, variables) };
  const model = encodeSavedModel({ nodes: graph.nodes, signatures, ...saver });
  if (model.length > largestMessage) throw new RangeError('the graph is larger than a SavedModel may be');
  const files = new Map([['saved_model.pb', model]]);
  if (variables.length > 0) {
    const tensors = [...values].map(([{ name, shape }, data]) => [name, { shape, data }] as const);
    const { index, data } = tensorBundle(new Map(tensors));
    files.set('variables/variables.index', index);
    files.set('variables/variables.data-00000-of-00001', data);
  }
  return files;
}

/** A signature with the objects that are found in place of what they are read from. */
function withFound(
  signature: Signature,
  graph: GraphBuilder,
  { outputs }: EmittedProgram,
  findings: readonly Finding[],
): Signature {
  const given = new Map(signature.outputs);
  for (const finding of findings) {
    const [boxes, scores] = [readFromRows.boxes(finding.head), readFromRows.scores(finding.head)];
    const [first, second] = [boxes, scores].map((output) => outputs.find(({ name }) => name === output));
    if (first === undefined || second === undefined) throw new RangeError(`${finding.head} has no rows`);
    for (const read of [boxes, scores]) given.delete(read);
    given.set(foundOutput(finding.head), findObjects(graph, first, second, finding));
  }
  return { ...signature, outputs: given };
}

function signatureOf({ program, inputs, batch, outputs, done }: EmittedProgram): Signature {
  const bare = program.inputs.every(({ role }) => role.kind === 'input');
  const named = inputs.map((port, index): [string, TensorInfo] => {
    const role = program.inputs[index]?.role;
    return [bare && role?.kind === 'input' ? role.key : port.name, infoOf(port)];
  });
  if (batch !== undefined) named.push(['batch', { tensor: `${batch}:0`, dtype: 'int32', dims: [] }]);
  const given = outputs.map((port): [string, TensorInfo] => [port.name, infoOf(port)]);
  // TensorFlow runs what an output needs, so nothing at all without one.
  if (given.length === 0) given.push(['done', { tensor: `${done}:0`, dtype: 'int32', dims: [] }]);
  return { inputs: new Map(named), outputs: new Map(given) };
}

const infoOf = ({ node, dtype, dims }: Port): TensorInfo => ({ tensor: `${node}:0`, dtype, dims });
