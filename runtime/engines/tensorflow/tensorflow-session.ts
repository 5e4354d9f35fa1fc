import {
  type EmittedGraph,
  type EmittedProgram,
  emitTensorflow,
} from '../../../compiler/emit/tensorflow/emit-tensorflow.ts';
import type { VariableNodes } from '../../../compiler/emit/tensorflow/variable-table.ts';
import type { Program, ProgramInput, Variable } from '../../../compiler/program/ir.ts';
import { guardRepeats } from '../../../compiler/program/recompute/guard-repeats.ts';
import { shapeAt } from '../../../compiler/program/size.ts';
import type { HostTensor, Session } from '../engine.ts';
import { withGuard } from '../with-guard.ts';
import type { Binding } from './binding.ts';
import { type Feed, NativeGraph } from './native-graph.ts';

interface Loaded {
  readonly emitted: EmittedGraph;
  readonly graph: NativeGraph;
}

/**
 * Programs and variables in one session of TensorFlow. A program that was not known when the session was opened
 * costs a new one, into which the variables are carried.
 */
export class TensorflowSession implements Session {
  readonly #binding: Binding;
  readonly #variables: readonly Variable[];
  #loaded: Loaded;

  private constructor(binding: Binding, variables: readonly Variable[], loaded: Loaded) {
    this.#binding = binding;
    this.#variables = variables;
    this.#loaded = loaded;
  }

  /** A session whose variables have these values, with these programs at hand. */
  static async open(
    binding: Binding,
    values: ReadonlyMap<Variable, Float32Array>,
    programs: readonly Program[],
  ): Promise<TensorflowSession> {
    const variables = [...values.keys()];
    const session = new TensorflowSession(
      binding,
      variables,
      await load(binding, variables, programs.map(guardRepeats)),
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
    const feeds = program.inputs.map((input, index): Feed => [
      emitted.inputs[index]?.node ?? '',
      checked(fed.get(input.name), input, batch),
    ]);
    if (emitted.batch !== undefined) feeds.push([emitted.batch, scalar(batch)]);
    const fetches = emitted.outputs.length === 0 ? [emitted.done] : emitted.outputs.map(({ node }) => node);
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
      const fetches = wanted.map((name) => this.#nodes(name).value);
      const results = this.#loaded.graph.run('read variables', [], fetches);
      return new Map(wanted.map((name, index) => [name, results[index]?.data as Float32Array]));
    });
  }

  async write(values: ReadonlyMap<string, Float32Array>): Promise<void> {
    for (const name of values.keys()) this.#nodes(name);
    const { graph, emitted } = this.#loaded;
    const others = [...emitted.variables.keys()].filter((name) => !values.has(name));
    if (values.size === 0) return;
    const all = new Map([...(await this.read(others)), ...values]);
    const feeds = [...emitted.variables.values()].map(({ feed, variable }): Feed => [
      feed,
      stored(variable, all.get(variable.name) ?? new Float32Array()),
    ]);
    graph.run('set variables', feeds, [emitted.assigned]);
  }

  dispose(): Promise<void> {
    return attempt(() => this.#loaded.graph.close());
  }

  #nodes(name: string): VariableNodes {
    const nodes = this.#loaded.emitted.variables.get(name);
    if (nodes === undefined) throw new RangeError(`the session has no variable ${name}`);
    return nodes;
  }

  async #emitted(program: Program): Promise<EmittedProgram> {
    const found = find(this.#loaded, program);
    if (found !== undefined) return found;
    const values = await this.read(this.#variables.map(({ name }) => name));
    const programs = [...this.#loaded.emitted.programs.map((known) => known.program), program];
    const loaded = await load(this.#binding, this.#variables, programs);
    this.#loaded.graph.close();
    this.#loaded = loaded;
    await this.write(values);
    return find(loaded, program) as EmittedProgram;
  }
}

const find = ({ emitted }: Loaded, program: Program): EmittedProgram | undefined =>
  emitted.programs.find((known) => known.program === program);

async function load(
  binding: Binding,
  variables: readonly Variable[],
  programs: readonly Program[],
): Promise<Loaded> {
  const emitted = emitTensorflow(programs, variables, { chained: !binding.isUsingGpuDevice() });
  const graph = await NativeGraph.open(binding, emitted.nodes);
  return { emitted, graph };
}

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

const stored = ({ shape }: Variable, data: Float32Array): HostTensor => ({ dtype: 'float32', shape, data });

/** What a function gives, or throws, as a promise. */
const attempt = <T>(act: () => T): Promise<T> => new Promise((resolve) => resolve(act()));
