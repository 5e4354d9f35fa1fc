import type { Tensor } from '@tensorflow/tfjs-core';
import type { Program, Value, Variable } from '../../../compiler/ir/ir.ts';
import { formatShape, shapeAt } from '../../../compiler/ir/extent.ts';
import type { HostTensor, Session } from '../engine.ts';
import { compileSteps, type Step } from './compiled-program.ts';
import { type Guard, type Tfjs, withBackend } from './load.ts';
import { pauses } from './pauses.ts';
import type { TfjsBackend } from './target.ts';
import { download, runKernel, share, upload } from './tensors.ts';

/**
 * Runs programs op by op, freeing each value at its last use or writing over it. That goes for variables that a program
 * moves, too: where one stops midway, what it has begun to move is lost, and only `write` or `dispose` are left to do.
 */
export class TfjsSession implements Session {
  readonly #tfjs: Tfjs;
  readonly #backend: TfjsBackend;
  readonly #guard: Guard;
  readonly #variables = new Map<string, Tensor>();
  readonly #compiled = new WeakMap<Program, Map<number, readonly Step[]>>();

  private constructor(tfjs: Tfjs, backend: TfjsBackend, guard: Guard) {
    this.#tfjs = tfjs;
    this.#backend = backend;
    this.#guard = guard;
  }

  /** A session whose variables have these values. */
  static async open(
    tfjs: Tfjs,
    backend: TfjsBackend,
    variables: ReadonlyMap<Variable, Float32Array>,
    guard: Guard = (act) => act(),
  ): Promise<TfjsSession> {
    const session = new TfjsSession(tfjs, backend, guard);
    return withBackend(tfjs, backend, () => {
      for (const [{ name, shape }, data] of variables) {
        session.#variables.set(name, upload(tfjs, { data, shape, dtype: 'float32' }));
      }
      return session;
    });
  }

  prepare(program: Program, batch: number): Promise<void> {
    return this.#exclusively(() => {
      this.#steps(program, batch);
    });
  }

  run(
    program: Program,
    batch: number,
    inputs: ReadonlyMap<string, HostTensor>,
  ): Promise<ReadonlyMap<string, HostTensor>> {
    return this.#exclusively(() => this.#run(program, batch, inputs));
  }

  async #run(
    program: Program,
    batch: number,
    inputs: ReadonlyMap<string, HostTensor>,
  ): Promise<ReadonlyMap<string, HostTensor>> {
    const pause = pauses();
    const steps = this.#steps(program, batch);
    const tensors = new Map<Value, Tensor>();
    for (const { variable, value } of program.variables) tensors.set(value, this.#variable(variable.name));
    try {
      for (const { name, value } of program.inputs) {
        tensors.set(value, upload(this.#tfjs, checkedInput(inputs.get(name), name, value, batch)));
      }
      for (const step of steps) {
        this.#runStep(step, tensors);
        const pausing = pause();
        if (pausing !== undefined) await pausing;
      }
      const results = new Map(
        program.outputs.map(({ name, value }) => [name, download(tensorOf(tensors, value))]),
      );
      this.#moveVariables(program, tensors);
      return results;
    } finally {
      const held = new Set(this.#variables.values());
      for (const tensor of tensors.values()) if (!held.has(tensor)) tensor.dispose();
    }
  }

  read(names: Iterable<string>): Promise<ReadonlyMap<string, Float32Array>> {
    return this.#exclusively(
      () =>
        new Map(
          Array.from(names, (name) => [name, download(this.#variable(name)).data as Float32Array] as const),
        ),
    );
  }

  write(values: ReadonlyMap<string, Float32Array>): Promise<void> {
    return this.#exclusively(() => {
      for (const [name, data] of values) {
        const { shape } = this.#variable(name);
        this.#replace(name, upload(this.#tfjs, { data, shape, dtype: 'float32' }));
      }
    });
  }

  dispose(): Promise<void> {
    return this.#exclusively(() => {
      for (const tensor of this.#variables.values()) tensor.dispose();
      this.#variables.clear();
    });
  }

  #exclusively<T>(act: () => T | Promise<T>): Promise<T> {
    return withBackend(this.#tfjs, this.#backend, act);
  }

  #steps(program: Program, batch: number): readonly Step[] {
    const sizes = this.#compiled.get(program) ?? new Map<number, readonly Step[]>();
    this.#compiled.set(program, sizes);
    const steps = sizes.get(batch) ?? compileSteps(program, this.#backend, batch);
    sizes.set(batch, steps);
    return steps;
  }

  #runStep({ op, call, isLong, outputShapes, over, releases }: Step, tensors: Map<Value, Tensor>): void {
    const inputs = op.inputs.map((value) => tensorOf(tensors, value));
    const made =
      over === undefined && isLong
        ? this.#guard(() => runKernel(this.#tfjs, call, inputs))
        : runKernel(this.#tfjs, call, inputs, over === undefined ? undefined : inputs[over]);
    op.outputs.forEach((value, index) => {
      const tensor = made[index];
      const shape = outputShapes[index] ?? [];
      if (
        tensor?.shape.length !== shape.length ||
        !shape.every((size, axis) => size === tensor.shape[axis])
      ) {
        throw new RangeError(
          `${op.origin}: ${op.kind} gave ${String(tensor?.shape)}, not ${formatShape(value.shape)}`,
        );
      }
      tensors.set(value, tensor);
    });
    for (const value of releases) {
      tensorOf(tensors, value).dispose();
      tensors.delete(value);
    }
  }

  /**
   * All new values before any old one goes, since one variable's may be another's. No two variables are left with the same
   * data, since the next step may write over either.
   */
  #moveVariables(program: Program, tensors: ReadonlyMap<Value, Tensor>): void {
    const moved = program.updates.map(
      ({ variable, value }) => [variable.name, share(this.#tfjs, tensorOf(tensors, value))] as const,
    );
    for (const [name, tensor] of moved) this.#replace(name, tensor);
    const taken = new Set<object>();
    for (const [name, tensor] of this.#variables) {
      if (taken.has(tensor.dataId)) this.#replace(name, upload(this.#tfjs, download(tensor)));
      else taken.add(tensor.dataId);
    }
  }

  #replace(name: string, tensor: Tensor): void {
    this.#variable(name).dispose();
    this.#variables.set(name, tensor);
  }

  #variable(name: string): Tensor {
    const tensor = this.#variables.get(name);
    if (tensor === undefined) throw new RangeError(`the session has no variable ${name}`);
    return tensor;
  }
}

function tensorOf(tensors: ReadonlyMap<Value, Tensor>, value: Value): Tensor {
  const tensor = tensors.get(value);
  if (tensor === undefined)
    throw new RangeError(`${value.name} (${value.id}) is used where it does not exist`);
  return tensor;
}

function checkedInput(tensor: HostTensor | undefined, name: string, value: Value, batch: number): HostTensor {
  if (tensor === undefined) throw new RangeError(`the input ${name} is not fed`);
  const shape = shapeAt(value.shape, batch);
  if (tensor.dtype !== value.dtype || String(tensor.shape) !== String(shape)) {
    throw new RangeError(
      `the input ${name} is ${tensor.dtype} [${String(tensor.shape)}], not ${value.dtype} [${String(shape)}]`,
    );
  }
  return tensor;
}
