import { bytesOf, type OpNode, type Program, type Value, type Variable } from '../../../ir/ir.ts';
import { at, type SymbolicShape } from '../../../ir/extent.ts';
import { isHeavy } from '../chain.ts';
import { emitTensorflow } from '../emit-tensorflow.ts';
import { elementsOf, importLayouts, longestList } from '../import-layout.ts';
import { Arena } from './arena.ts';
import { SessionMemory, stepsOf } from './session-memory.ts';

/**
 * What of TensorFlow's memory no program tells, in bytes: fitted to runs of LeNet-5, MobileNetV2, ResNet-34, DenseNet-121,
 * VGG-16 and Xception (`npm run bench -- process-memory --engine tensorflow`), then set so that no network of that bench is
 * foretold too low.
 */
const measured = {
  /** What any graph takes, and each node of it, until variables are set. */
  opened: 29e6,
  openedNode: 10.5e3,
  /** What any graph takes, and each node of it, as it is optimized and run. */
  run: 33e6,
  node: 15.8e3,
  /** What oneDNN keeps of a convolution from run to run. */
  convolution: 114e3,
  /** How often the largest filter lies in the heap, freed or not: oneDNN puts it in another order where it is used. */
  filters: 2.8,
  /** The most that lies in the heap of a strided depth-wise convolution's pictures, which oneDNN may put in another order, too. */
  pictures: 2 ** 24,
  /** What holes in the heap add to small tensors, as a part. */
  holes: 0.25,
  /** What of a node lies about in the heap where nobody gives it back. */
  litter: 5e3,
};

/** Batches of inputs that the host holds: the one that runs, and the next. */
const batches = 2;

/** How often variables may change their places until they have been where they ever come to be. */
const moves = 8;

/** What is trained in one session. */
export interface Training {
  readonly programs: readonly Program[];
  readonly batch: number;
  readonly variables: readonly Variable[];
}

export interface ProcessOptions {
  /** What was trained in sessions before, which are closed. */
  readonly before?: readonly Training[];
  /** Whether what TensorFlow leaves free in the heap is given back to the system. */
  readonly trims: boolean;
}

/**
 * The most bytes that training with programs, legalised for TensorFlow, adds to a process that has the library loaded, on
 * a CPU. While variables are set: the host's values and the list that some of them are fed in, what the session holds by then,
 * the graph. Later: batches of inputs, what the session comes to hold, the graph as it runs.
 */
export function processBytes(training: Training, { trims, before = [] }: ProcessOptions): number {
  const { programs, batch, variables } = training;
  const arena = new Arena();
  for (const earlier of before) {
    const session = new SessionMemory(earlier.variables, arena);
    runAll(earlier, session);
    session.close();
  }
  const memory = new SessionMemory(variables, arena);
  const nodes = nodeCount(programs, variables);
  const litter = trims ? 0 : measured.litter * nodes;
  const host = 4 * (elementsOf(variables) + longestList(importLayouts(variables)));
  const opened = measured.opened + measured.openedNode * nodes + host + memory.bytes;
  runAll(training, memory);
  const inputs = Math.max(...programs.map((program) => inputBytes(program, batch)));
  const tensors = memory.bytes + measured.holes * memory.smallBytes;
  const left = before.reduce((sum, earlier) => sum + leftBytes(earlier), 0);
  const running =
    measured.run + measured.node * nodes + batches * inputs + tensors + convolutionBytes(programs, batch);
  return Math.ceil(litter + left + Math.max(opened, running));
}

/** Runs programs until the session holds all that it ever comes to hold. */
function runAll({ programs, batch }: Training, memory: SessionMemory): void {
  const steps = programs.flatMap(stepsOf);
  const runs = steps.some((step) => step.kind === 'assign' && isHeavy(step)) ? moves : 1;
  for (let run = 0; run < runs; run++) for (const program of programs) memory.run(program, batch);
}

/** What a session that is closed leaves in the heap: oneDNN keeps what it made for convolutions, and a graph leaves holes. */
const leftBytes = ({ programs, variables, batch }: Training): number =>
  measured.node * nodeCount(programs, variables) + convolutionBytes(programs, batch);

/** How many nodes the graph of programs has. */
function nodeCount(programs: readonly Program[], variables: readonly Variable[]): number {
  const [first] = programs;
  if (first === undefined) return 0;
  const known = counts.get(first) ?? emitTensorflow(programs, variables, { chained: true }).nodes.length;
  counts.set(first, known);
  return known;
}

/** By the first of a phase's programs. */
const counts = new WeakMap<Program, number>();

function convolutionBytes(programs: readonly Program[], batch: number): number {
  const found = programs.flatMap(({ ops }) => ops.filter((op) => filterOf(op) !== undefined));
  const largest = found.reduce((most, op) => Math.max(most, filterBytes(filterOf(op)?.shape ?? [])), 0);
  const pictures = Math.max(0, ...found.map((op) => (isStridedDepthwise(op) ? pictureBytes(op, batch) : 0)));
  return (
    measured.convolution * found.length + measured.filters * largest + Math.min(measured.pictures, pictures)
  );
}

const isStridedDepthwise = (op: OpNode): boolean =>
  op.kind === 'conv2d' && op.attributes.groups > 1 && op.attributes.strides.some((stride) => stride > 1);

const pictureBytes = ({ inputs: [picture] }: OpNode, batch: number): number =>
  picture === undefined ? 0 : at(bytesOf(picture), batch);

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
