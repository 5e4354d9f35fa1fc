import type { DType, Program, Variable } from '../../compiler/ir/ir.ts';

/** A dense tensor on the host, in the program's own (row-major, channels-last) order. Bools are 0 and 1. */
export interface HostTensor {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array | Uint8Array;
}

export type EngineName = 'tensorflow' | 'onnx' | 'wasm' | 'webgpu' | 'cpu';

/** Whether an engine can run here, and if not, why and what to do. */
export type Availability =
  | { readonly available: true; readonly version: string; readonly detail: string }
  | { readonly available: false; readonly reason: string; readonly fix: string };

/** A way of running programs. */
export interface Engine {
  readonly name: EngineName;
  /**
   * A session whose variables have these first values; every variable of every program that will run. `programs`:
   * those that are known to run, which an engine that compiles them together does now instead of again later.
   */
  open(variables: ReadonlyMap<Variable, Float32Array>, programs?: readonly Program[]): Promise<Session>;
}

/** Variables, and the programs that read and move them. One `run` at a time. */
export interface Session {
  /**
   * Gets a program ready for a batch size (a graph compiled, kernels warmed). `run` does it by itself where it
   * was not done; calling it first keeps the time out of the first step.
   */
  prepare(program: Program, batch: number): Promise<void>;
  /** Runs a program on a batch: takes the value of every input by name, gives every output by name, moves the variables. */
  run(
    program: Program,
    batch: number,
    inputs: ReadonlyMap<string, HostTensor>,
  ): Promise<ReadonlyMap<string, HostTensor>>;
  /** The variables now, by name, as copies. */
  read(names: Iterable<string>): Promise<ReadonlyMap<string, Float32Array>>;
  /** Sets variables by name. */
  write(values: ReadonlyMap<string, Float32Array>): Promise<void>;
  dispose(): Promise<void>;
}
