import { bytesOf, type Program, type Variable } from '../../../ir/ir.ts';
import { at } from '../../../ir/extent.ts';
import { emitOnnx } from '../emit-onnx.ts';
import type { OnnxGraph } from '../onnx-model.ts';
import { arenaRequests } from './requests.ts';
import { planReserve } from './reserve.ts';
import { tensorTypes } from './tensor-types.ts';
import { sizeOf } from '../../../sizes/shape.ts';

/** What no graph tells: measured on the fitted networks of `npm run bench -- process-memory`. */
const measured = {
  /** Bytes that a first session takes: the parts of the library that run, its threads and tables, Node's heap around it. */
  library: 35e6,
  /** Bytes of a node: its place in the graph and its kernel, and what writing the graph leaves in Node's heap. */
  node: 6800,
  /** Of the bytes of variables and their next values: they come and go, and leave holes between what is held. */
  holes: 0.03,
};

export interface ProcessOptions {
  /** Everything that the session holds, in no matter which program. */
  readonly variables: Iterable<Variable>;
  readonly threads: number;
}

/**
 * The most bytes that running a program on the `onnx` engine adds to a process that has not run onnxruntime yet: the
 * variables and their next values, a batch and the one after it, and what the runtime holds of the graph and takes while it runs.
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
  const own = measured.library + measured.node * graph.nodes.length;
  const moved = (1 + measured.holes) * (held + updated);
  return Math.ceil(own + moved + 2 * inputs + arenaBytes(graph, threads) + indexListBytes(graph));
}

/** What a graph that takes turns with another leaves behind, of which the other finds no use: its nodes. */
export const turnBytes = (program: Program): number =>
  measured.node * emitOnnx(program, 1).graph.nodes.length;

/** The region that is written to, and the arena's own table: eight bytes for each 256 of it. */
function arenaBytes(graph: OnnxGraph, threads: number): number {
  const { bytes, region } = planReserve(arenaRequests(graph, threads));
  return bytes + region / 32;
}

/** Scattering copies its indices to a list of its own, outside of the arena. */
function indexListBytes(graph: OnnxGraph): number {
  const types = tensorTypes(graph);
  return graph.nodes
    .filter(({ opType }) => opType === 'ScatterElements')
    .map(({ inputs: [, indices = ''] }) => 8 * sizeOf(types.get(indices)?.dims ?? []))
    .reduce((most, bytes) => Math.max(most, bytes), 0);
}

const bytesOfNumbers = (shape: readonly number[]): number =>
  4 * shape.reduce((product, size) => product * size, 1);
