import {
  type EmittedGraph,
  type EmittedProgram,
  emitTensorflow,
} from '../../../compiler/targets/tensorflow/emit-tensorflow.ts';
import {
  elementsOf,
  type ImportLayout,
  longestList,
} from '../../../compiler/targets/tensorflow/import-layout.ts';
import type { Program, ProgramInput, Variable } from '../../../compiler/ir/ir.ts';
import { guardRepeats } from '../../../compiler/passes/recompute/guard-repeats.ts';
import { shapeAt } from '../../../compiler/ir/extent.ts';
import type { HostTensor, Session } from '../engine.ts';
import { withGuard } from '../with-guard.ts';
import { type Feed, type Library, NativeGraph, TensorflowError } from './native-graph.ts';

interface Loaded {
  readonly emitted: EmittedGraph;
  readonly graph: NativeGraph;
}

/**
 * Programs and variables in one session of TensorFlow. A program that was not known when the session was opened
 * costs a new one, into which the variables are carried.
 */
export class TensorflowSession implements Session {
  readonly #library: Library;
  readonly #variables: readonly Variable[];
  #loaded: Loaded;

  private constructor(library: Library, variables: readonly Variable[], loaded: Loaded) {
    this.#library = library;
    this.#variables = variables;
    this.#loaded = loaded;
  }

  /** A session whose variables have these values, with these programs at hand. */
  static async open(
    library: Library,
    values: ReadonlyMap<Variable, Float32Array>,
    programs: readonly Program[],
  ): Promise<TensorflowSession> {
    const variables = [...values.keys()];
    const session = new TensorflowSession(
      library,
      variables,
      await load(library, variables, programs.map(guardRepeats)),
    );
    await session.write(new Map([...values].map(([{ name }, data]) => [name, data])));
    return session;
  }

  /** The graph is for every batch size. */
  async prepare(program: Program): Promise<void> {
    await this.#emitted(guardRepeats(program));
  }

  async run(
    given: Program,
    batch: number,
    inputs: ReadonlyMap<string, HostTensor>,
  ): Promise<ReadonlyMap<string, HostTensor>> {
    const program = guardRepeats(given);
    const fed = withGuard(inputs);
    const emitted = await this.#emitted(program);
    const { feeds, fetches } = callOf(emitted, batch, (input) => checked(fed.get(input.name), input, batch));
    const results = this.#loaded.graph.run(
      `run \`${program.name}\` with a batch of ${batch}`,
      feeds,
      fetches,
    );
    return new Map(
      emitted.outputs.flatMap(({ name }, index) => {
        const result = results[index];
        return result === undefined ? [] : [[name, result] as const];
      }),
    );
  }

  read(names: Iterable<string>): Promise<ReadonlyMap<string, Float32Array>> {
    return attempt(() => {
      const wanted = [...new Set(names)];
      if (wanted.length === 0) return new Map<string, Float32Array>();
      const fetches = wanted.map((name) => this.#readOf(name));
      const results = this.#loaded.graph.run('read variables', [], fetches);
      return new Map(wanted.map((name, index) => [name, results[index]?.data as Float32Array]));
    });
  }

  async write(values: ReadonlyMap<string, Float32Array>): Promise<void> {
    for (const name of values.keys()) this.#readOf(name);
    const { graph, emitted } = this.#loaded;
    // One list after the other is put together here.
    const room = new ArrayBuffer(4 * (1 + longestList(emitted.imports.map(({ layout }) => layout))));
    for (const { layout, feeds, done } of emitted.imports) {
      const names = layout.variables.map(({ name }) => name);
      if (!names.some((name) => values.has(name))) continue;
      const others = await this.read(names.filter((name) => !values.has(name)));
      const parts = layout.variables.map((variable) =>
        checkedValue(variable, values.get(variable.name) ?? others.get(variable.name)),
      );
      const lists = listsOf(layout, parts, room).map((data, index): Feed => {
        return [feeds[index] ?? '', { dtype: 'float32', shape: [data.length], data }];
      });
      graph.run('set variables', lists, [done]);
    }
  }

  dispose(): Promise<void> {
    return attempt(() => this.#loaded.graph.close());
  }

  #readOf(name: string): string {
    const read = this.#loaded.emitted.reads.get(name);
    if (read === undefined) throw new RangeError(`the session has no variable ${name}`);
    return read;
  }

  async #emitted(program: Program): Promise<EmittedProgram> {
    const found = find(this.#loaded, program);
    if (found !== undefined) return found;
    const values = await this.read(this.#variables.map(({ name }) => name));
    const programs = [...this.#loaded.emitted.programs.map((known) => known.program), program];
    const loaded = await load(this.#library, this.#variables, programs);
    this.#loaded.graph.close();
    this.#loaded = loaded;
    await this.write(values);
    return find(loaded, program) as EmittedProgram;
  }
}

const find = ({ emitted }: Loaded, program: Program): EmittedProgram | undefined =>
  emitted.programs.find((known) => known.program === program);

async function load(
  library: Library,
  variables: readonly Variable[],
  programs: readonly Program[],
): Promise<Loaded> {
  const emitted = emitTensorflow(programs, variables, { chained: !library.binding.isUsingGpuDevice() });
  const graph = await NativeGraph.open(library, emitted.nodes);
  for (const program of emitted.programs) build(graph, program);
  return { emitted, graph };
}

/**
 * Has TensorFlow make what it runs for a program, which takes several times the memory that is left of it, while there is
 * nothing else yet: the call fails at the first variable that it reads, and what was made for it is kept.
 */
function build(graph: NativeGraph, emitted: EmittedProgram): void {
  const { feeds, fetches } = callOf(emitted, 1, blank);
  try {
    graph.run(`build \`${emitted.program.name}\``, feeds, fetches);
  } catch (error) {
    if (!(error instanceof TensorflowError)) throw error;
  }
}

interface Call {
  readonly feeds: readonly Feed[];
  readonly fetches: readonly string[];
}

/** How a program is called with a batch: TensorFlow keeps what it made for a call by what is fed and fetched. */
function callOf(
  { program, inputs, batch: fedBatch, outputs, done }: EmittedProgram,
  batch: number,
  tensorOf: (input: ProgramInput) => HostTensor,
): Call {
  const feeds = program.inputs.map((input, index): Feed => [inputs[index]?.node ?? '', tensorOf(input)]);
  if (fedBatch !== undefined) feeds.push([fedBatch, scalar(batch)]);
  return { feeds, fetches: outputs.length === 0 ? [done] : outputs.map(({ node }) => node) };
}

/** Nothing, of one example. */
function blank({ value: { dtype, shape: sizes } }: ProgramInput): HostTensor {
  const shape = shapeAt(sizes, 1);
  const elements = shape.reduce((product, length) => product * length, 1);
  return { dtype, shape, data: new arrays[dtype](elements) };
}

const arrays = { float32: Float32Array, int32: Int32Array, bool: Uint8Array } as const;

function checked(given: HostTensor | undefined, { name, value }: ProgramInput, batch: number): HostTensor {
  const shape = shapeAt(value.shape, batch);
  const size = shape.reduce((product, length) => product * length, 1);
  if (given === undefined) throw new RangeError(`the input ${name} is missing`);
  if (given.dtype !== value.dtype) throw new RangeError(`${name} is ${value.dtype}, not ${given.dtype}`);
  if (given.data.length !== size) {
    throw new RangeError(`${name} has ${size} elements with a batch of ${batch}, not ${given.data.length}`);
  }
  return { ...given, shape };
}

const scalar = (value: number): HostTensor => ({ dtype: 'int32', shape: [], data: Int32Array.of(value) });

/**
 * What is fed for variables. The numbers of a huge one are taken where they are. Others begin at no multiple of 64 bytes:
 * TensorFlow always takes a copy of them, not only where malloc happens to give memory that it could use.
 */
function listsOf(
  { kind, lists, offsets }: ImportLayout,
  parts: readonly Float32Array[],
  room: ArrayBuffer,
): readonly Float32Array[] {
  const [only = new Float32Array()] = parts;
  if (kind === 'huge') {
    let end = 0;
    return lists.map((elements) => only.subarray(end, (end += elements)));
  }
  const list = new Float32Array(room, 4, lists[0]);
  parts.forEach((part, index) => list.set(part, offsets[index]));
  return [list];
}

function checkedValue(variable: Variable, value: Float32Array | undefined): Float32Array {
  const size = elementsOf([variable]);
  if (value?.length === size) return value;
  throw new RangeError(`${variable.name} holds ${size} numbers, not ${value?.length ?? 0}`);
}

/** What a function gives, or throws, as a promise. */
const attempt = <T>(act: () => T): Promise<T> => new Promise((resolve) => resolve(act()));
