import { bytesOf, type OpNode, type Program, type Value, type Variable } from '../../../program/ir.ts';
import { at, type SymbolicShape } from '../../../program/size.ts';
import { isHeavy } from '../chain.ts';
import { SessionMemory, stepsOf } from './session-memory.ts';

/** What of TensorFlow's memory no program tells: measured with `npm run bench -- process-memory --engine tensorflow`. */
const measured = {
  /** Bytes that a session and Node take for any graph. */
  session: 42e6,
  /** Bytes of a node of the graph, as it is read, optimized, placed and run. */
  node: 20e3,
  /** Nodes of a step, and of a variable, by which it is set and read. */
  nodesOfStep: 1.3,
  nodesOfVariable: 4.5,
  /** Bytes of a convolution's code, and of what it keeps from run to run. */
  convolution: 25e4,
  /** How often the largest filter lies in the heap, freed or not: oneDNN puts it in another order where it is used. */
  filters: 2.5,
  /** What whole pages and the heap add to tensors, as a part: while variables are set from the host's, and later. */
  opening: 0.055,
  running: 0.06,
};

/** How often variables may change their places until they have been where they ever come to be. */
const moves = 8;

/**
 * The most bytes that training with programs, legalised for TensorFlow, adds to a process that has the library loaded, on
 * a CPU: variables, and as they are set the host's and a copy on the way; a batch of inputs; what the library takes for tensors,
 * and for the graph.
 */
export function processBytes(
  programs: readonly Program[],
  batch: number,
  variables: readonly Variable[],
): number {
  const memory = new SessionMemory(variables);
  const graph = measured.session + measured.node * nodes(programs, variables);
  const host = variables.reduce((sum, { shape }) => sum + 4 * shape.reduce((a, b) => a * b, 1), 0);
  const opening = graph + (1 + measured.opening) * (2 * host + memory.bytes);
  const steps = programs.flatMap(stepsOf);
  const runs = steps.some((step) => step.kind === 'assign' && isHeavy(step)) ? moves : 1;
  for (let run = 0; run < runs; run++) for (const program of programs) memory.run(program, batch);
  const inputs = Math.max(...programs.map((program) => inputBytes(program, batch)));
  const tensors = (1 + measured.running) * memory.bytes;
  const running = graph + inputs + tensors + convolutionBytes(programs);
  return Math.ceil(Math.max(opening, running));
}

function nodes(programs: readonly Program[], { length }: readonly Variable[]): number {
  const steps = programs.reduce((sum, program) => sum + stepsOf(program).length, 0);
  return measured.nodesOfStep * steps + measured.nodesOfVariable * length;
}

function convolutionBytes(programs: readonly Program[]): number {
  const found = programs.flatMap(({ ops }) => ops.filter((op) => filterOf(op) !== undefined));
  const largest = found.reduce((most, op) => Math.max(most, filterBytes(filterOf(op)?.shape ?? [])), 0);
  return measured.convolution * found.length + measured.filters * largest;
}

const inputBytes = ({ inputs }: Program, batch: number): number =>
  inputs.reduce((sum, { value }) => sum + at(bytesOf(value), batch), 0);

/** The filter of a convolution, or its gradient. */
function filterOf({ kind, inputs, outputs }: OpNode): Value | undefined {
  if (kind === 'conv2dFilterGrad') return outputs[0];
  return kind === 'conv2d' || kind === 'conv2dInputGrad' ? inputs[1] : undefined;
}

/** As oneDNN keeps it: channels in blocks of sixteen. */
function filterBytes(shape: SymbolicShape): number {
  const [height = 0, width = 0, from = 0, to = 0] = shape.map(({ constant }) => constant);
  const blocks = (channels: number): number => 16 * Math.ceil(channels / 16);
  return 4 * height * width * blocks(from) * blocks(to);
}
