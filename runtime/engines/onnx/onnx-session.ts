import type { InferenceSession, Tensor } from 'onnxruntime-common';
import { emitOnnx, onnxModel, type EmittedGraph, type Port } from '../../../compiler/emit/onnx/emit-onnx.ts';
import type { Program, Variable } from '../../../compiler/program/ir.ts';
import { shapeAt } from '../../../compiler/program/size.ts';
import type { HostTensor, Session } from '../engine.ts';
import type { OnnxRuntime } from './load-onnx-runtime.ts';
import { VariableStore } from './variable-store.ts';

/** A program at one batch size, compiled. */
interface Prepared {
  readonly emitted: EmittedGraph;
  readonly session: InferenceSession;
}

/** Variables as tensors of the runtime, and a compiled graph for each program and batch size. */
export class OnnxSession implements Session {
  readonly #runtime: OnnxRuntime;
  readonly #threads: number;
  readonly #variables: VariableStore;
  readonly #prepared = new Map<Program, Map<number, Promise<Prepared>>>();

  constructor(runtime: OnnxRuntime, threads: number, variables: ReadonlyMap<Variable, Float32Array>) {
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
    const { emitted, session } = await this.#graphOf(program, batch);
    const feeds: Record<string, Tensor> = {};
    for (const port of emitted.inputs) feeds[port.tensor] = this.#feed(program, port, inputs.get(port.name));
    for (const { variable, tensor } of emitted.variables) feeds[tensor] = this.#variables.tensor(variable);
    const results = await explained(program, batch, 'run', () => session.run(feeds));
    for (const { variable, tensor } of emitted.updates) {
      this.#variables.replace(variable, produced(results, tensor));
    }
    const outputs = new Map<string, HostTensor>();
    program.outputs.forEach(({ name, value }, index) => {
      const port = emitted.outputs[index];
      if (port)
        outputs.set(name, hostTensor(produced(results, port.tensor), port, shapeAt(value.shape, batch)));
    });
    return outputs;
  }

  read(names: Iterable<string>): Promise<ReadonlyMap<string, Float32Array>> {
    return Promise.resolve(new Map([...names].map((name) => [name, this.#variables.read(name)])));
  }

  write(values: ReadonlyMap<string, Float32Array>): Promise<void> {
    for (const [name, data] of values) this.#variables.write(name, data);
    return Promise.resolve();
  }

  async dispose(): Promise<void> {
    const graphs = [...this.#prepared.values()].flatMap((batches) => [...batches.values()]);
    this.#prepared.clear();
    for (const { session } of await Promise.all(graphs)) await session.release();
  }

  #graphOf(program: Program, batch: number): Promise<Prepared> {
    const batches = this.#prepared.get(program) ?? new Map<number, Promise<Prepared>>();
    this.#prepared.set(program, batches);
    const known = batches.get(batch);
    if (known) return known;
    const made = this.#compile(program, batch);
    batches.set(batch, made);
    return made;
  }

  async #compile(program: Program, batch: number): Promise<Prepared> {
    const emitted = emitOnnx(program, batch, { layouts: this.#variables.layouts() });
    for (const { variable, layout } of emitted.variables) this.#variables.settle(variable, layout);
    const session = await explained(program, batch, 'prepare', () =>
      this.#runtime.InferenceSession.create(onnxModel(emitted), {
        executionProviders: ['cpu'],
        intraOpNumThreads: this.#threads,
        graphOptimizationLevel: 'all',
        executionMode: 'sequential',
        logSeverityLevel: 3,
      }),
    );
    return { emitted, session };
  }

  #feed(program: Program, port: Port, given: HostTensor | undefined): Tensor {
    if (given === undefined) throw new RangeError(`${program.name} needs the input ${port.name}`);
    if (given.dtype !== port.dtype) throw new RangeError(`${port.name} is ${port.dtype}, not ${given.dtype}`);
    return new this.#runtime.Tensor(port.dtype, given.data, port.dims);
  }
}

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
