import { bytesOf, type Program, type Variable } from '../../../program/ir.ts';
import { at } from '../../../program/size.ts';
import { emitOnnx } from '../emit-onnx.ts';
import { graphBytes } from './graph-memory.ts';

/** What of onnxruntime's memory no graph tells: measured with `npm run bench -- process-memory`. */
const measured = {
  /** Bytes that a session and Node take for any graph. */
  session: 14 * 2 ** 20,
  /** Bytes of a node: its place in the graph and its kernel, and what writing the graph leaves in Node's heap. */
  node: 5200,
};

export interface ProcessOptions {
  /** Everything that the session holds, in no matter which program. */
  readonly variables: Iterable<Variable>;
  readonly threads: number;
}

/**
 * The most bytes that running a program on the `onnx` engine adds to a process that has the library loaded: the
 * variables and their next values, inputs, and what the runtime holds of the graph and takes while it runs.
 */
export function processBytes(
  program: Program,
  batch: number,
  { variables, threads }: ProcessOptions,
): number {
  const { graph } = emitOnnx(program, batch);
  const inputs = program.inputs.reduce((sum, { value }) => sum + at(bytesOf(value), batch), 0);
  const held = [...variables].reduce((sum, { shape }) => sum + bytesOfNumbers(shape), 0);
  const updated = program.updates.reduce((sum, { variable }) => sum + bytesOfNumbers(variable.shape), 0);
  const own = measured.session + measured.node * graph.nodes.length;
  return Math.ceil(own + held + updated + inputs + graphBytes(graph, threads));
}

const bytesOfNumbers = (shape: readonly number[]): number =>
  4 * shape.reduce((product, size) => product * size, 1);
