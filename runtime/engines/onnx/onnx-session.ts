import type { InferenceSession, Tensor } from 'onnxruntime-common';
import { emitOnnx, type EmittedGraph, type Port } from '../../../compiler/targets/onnx/emit-onnx.ts';
import { encodeModel } from '../../../compiler/targets/onnx/encode.ts';
import { arenaRequests } from '../../../compiler/targets/onnx/memory/requests.ts';
import { planReserve, reserveInput, withReserve } from '../../../compiler/targets/onnx/memory/reserve.ts';
import { legalizeFor, type Provider } from '../../../compiler/targets/onnx/provider.ts';
import type { Program, Variable } from '../../../compiler/ir/ir.ts';
import { guardRepeats } from '../../../compiler/passes/recompute/guard-repeats.ts';
import { shapeAt } from '../../../compiler/ir/extent.ts';
import type { HostTensor, Session } from '../engine.ts';
import { withGuard } from '../with-guard.ts';
import type { OnnxRuntime } from './load-onnx-runtime.ts';
import { VariableStore } from './variable-store.ts';

/** A program at one batch size, as the file that the runtime reads. */
interface Written {
  readonly batch: number;
  readonly model: Uint8Array;
  readonly ports: Omit<EmittedGraph, 'graph'>;
  readonly reserve: number;
}

/** A program at one batch size, compiled. */
interface Prepared {
  readonly ports: Omit<EmittedGraph, 'graph'>;
  readonly session: InferenceSession;
  /** Floats that the next run takes first and gives back at once. */
  reserve: number;
}

/**
 * Variables as tensors of the runtime, and the compiled graph that ran last. A graph's memory stays with it, so that
 * two of them would need it twice: one makes room for the next, and is compiled again when it is wanted.
 */
export class OnnxSession implements Session {
  readonly #runtime: OnnxRuntime;
  readonly #threads: number;
  readonly #provider: Provider;
  readonly #variables: VariableStore;
  readonly #written = new Map<Program, Written>();
  #current:
    { readonly program: Program; readonly batch: number; readonly graph: Promise<Prepared> } | undefined;

  constructor(
    runtime: OnnxRuntime,
    threads: number,
    variables: ReadonlyMap<Variable, Float32Array>,
    provider: Provider = 'cpu',
  ) {
    this.#provider = provider;
    this.#runtime = runtime;
    this.#threads = threads;
    this.#variables = new VariableStore(runtime, variables);
  }

  async prepare(program: Program, batch: number): Promise<void> {
    await this.#graphOf(program, batch);
  }

  async run(
    program: Program,
    batch: number,
    inputs: ReadonlyMap<string, HostTensor>,
  ): Promise<ReadonlyMap<string, HostTensor>> {
    const prepared = await this.#graphOf(program, batch);
    const { ports: emitted, session } = prepared;
    const feeds: Record<string, Tensor> = {};
    const given = withGuard(inputs);
    for (const port of emitted.inputs)
      feeds[port.tensor] = this.#feed(program, batch, port, given.get(port.name));
    for (const { variable, tensor } of emitted.variables) feeds[tensor] = this.#variables.tensor(variable);
    if (this.#provider === 'cpu') feeds[reserveInput] = this.#reserve(prepared);
    const results = await explained(program, batch, 'run', () => session.run(feeds));
    this.#variables.replace(
      emitted.updates.map(({ variable, tensor }) => [variable, produced(results, tensor)] as const),
    );
    const outputs = new Map<string, HostTensor>();
    program.outputs.forEach(({ name, value }, index) => {
      const port = emitted.outputs[index];
      if (port)
        outputs.set(name, hostTensor(produced(results, port.tensor), port, shapeAt(value.shape, batch)));
    });
    return outputs;
  }

  read(names: Iterable<string>): Promise<ReadonlyMap<string, Float32Array>> {
    return attempt(() => new Map([...names].map((name) => [name, this.#variables.read(name)])));
  }

  write(values: ReadonlyMap<string, Float32Array>): Promise<void> {
    return attempt(() => {
      for (const [name, data] of values) this.#variables.write(name, data);
    });
  }

  async dispose(): Promise<void> {
    const last = this.#current;
    this.#current = undefined;
    await released(last?.graph);
    await this.#variables.dispose();
    this.#written.clear();
  }

  #graphOf(program: Program, batch: number): Promise<Prepared> {
    const last = this.#current;
    if (last?.program === program && last.batch === batch) return last.graph;
    const graph = released(last?.graph).then(() => this.#compile(program, batch));
    this.#current = { program, batch, graph };
    return graph;
  }

  async #compile(program: Program, batch: number): Promise<Prepared> {
    const { model, ...written } = this.#write(program, batch);
    const options = sessionOptions(this.#threads, this.#provider);
    const session = await explained(program, batch, 'prepare', () =>
      this.#runtime.InferenceSession.create(model, options),
    );
    return { session, ...written };
  }

  /** A program as a model file: written once for a batch size, since programs take turns at every epoch. */
  #write(program: Program, batch: number): Written {
    const known = this.#written.get(program);
    if (known?.batch === batch) return known;
    const legal = legalizeFor(this.#provider, guardRepeats(program));
    const emitted = emitOnnx(legal, batch, {
      layouts: this.#variables.layouts(),
      provider: this.#provider,
    });
    for (const { variable, layout } of emitted.variables) this.#variables.settle(variable, layout);
    const { graph, ...ports } = emitted;
    const onCpu = this.#provider === 'cpu';
    const model = encodeModel(onCpu ? withReserve(graph) : graph);
    const reserve = onCpu ? planReserve(arenaRequests(graph, this.#threads)).bytes / 4 : 0;
    const written = { batch, model, ports, reserve };
    this.#written.set(program, written);
    return written;
  }

  /** What the arena is to make room for: everything before the first run, nothing before those after it. */
  #reserve(prepared: Prepared): Tensor {
    const floats = BigInt64Array.of(BigInt(prepared.reserve));
    prepared.reserve = 0;
    return new this.#runtime.Tensor('int64', floats, [1]);
  }

  #feed(program: Program, batch: number, port: Port, given: HostTensor | undefined): Tensor {
    if (given === undefined) throw new RangeError(`${program.name} needs the input ${port.name}`);
    const size = port.dims.reduce((product, length) => product * length, 1);
    if (given.data.length !== size) {
      throw new RangeError(
        `${port.name} has ${size} elements with a batch of ${batch}, not ${given.data.length}`,
      );
    }
    if (given.dtype !== port.dtype) throw new RangeError(`${port.name} is ${port.dtype}, not ${given.dtype}`);
    return new this.#runtime.Tensor(port.dtype, given.data, port.dims);
  }
}

/** Releases a graph; one that could not be compiled holds nothing. */
const released = (graph: Promise<Prepared> | undefined): Promise<void> =>
  graph?.then(
    ({ session }) => session.release(),
    () => undefined,
  ) ?? Promise.resolve();

/**
 * Chosen by measurement: without memory patterns a step of ResNet-34 peaks a quarter lower and is no slower;
 * threads that sleep instead of spinning cost little where cores are free, and halve a step where they are not. On the
 * CPU the graph runs as it is written, which is no slower and lets its memory be foretold (`emit/onnx/memory/`).
 */
export const sessionOptions = (threads: number, provider: Provider): InferenceSession.SessionOptions => ({
  executionProviders: [provider],
  intraOpNumThreads: threads,
  graphOptimizationLevel: provider === 'cpu' ? 'disabled' : 'all',
  executionMode: 'sequential',
  enableMemPattern: false,
  logSeverityLevel: 3,
  extra: { session: { intra_op: { allow_spinning: '0' } } },
});

/** What a function gives, or throws, as a promise. */
const attempt = <T>(act: () => T): Promise<T> => new Promise((resolve) => resolve(act()));

function produced(results: InferenceSession.ReturnType, name: string): Tensor {
  const tensor = results[name];
  if (tensor === undefined) throw new RangeError(`the graph gave no ${name}`);
  return tensor;
}

function hostTensor(tensor: Tensor, { dtype }: Port, shape: readonly number[]): HostTensor {
  const { data } = tensor;
  if (data instanceof Float32Array || data instanceof Int32Array || data instanceof Uint8Array) {
    return { dtype, shape, data };
  }
  throw new RangeError(`the graph gave ${tensor.type} for ${dtype}`);
}

/** Says what was being done when the runtime failed, in one line and without its stack. */
async function explained<T>(
  program: Program,
  batch: number,
  verb: 'prepare' | 'run',
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const [reason = ''] = String(error instanceof Error ? error.message : error).split('\n');
    throw new OnnxRunError(
      `onnxruntime could not ${verb} \`${program.name}\` with a batch of ${batch}: ${reason}`,
    );
  }
}

/** The runtime refused or failed; the message is for people. */
export class OnnxRunError extends Error {
  override readonly name = 'OnnxRunError';
}
