import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { FunctionReference } from '../../../webassembly/function-body.ts';
import type { EncodedTask } from './task-board.ts';
import { type StartThread, TaskPool } from './task-pool.ts';
import { writeKernels } from './write-kernels.ts';

/** Bytes that each thread has to itself for what does not outlive a task. */
export const workspaceBytes = 1_048_576;

export type KernelFunctions = ReturnType<typeof writeKernels>['functions'];

/** What a kernel is given by name; a workspace is the thread's own. */
type OperandsOf<F> =
  F extends FunctionReference<infer P> ? Readonly<Record<Exclude<P, 'workspace'>, number>> : never;

export interface ThreadOptions {
  /** Threads that work on one kernel, this one among them. */
  readonly count: number;
  readonly start: StartThread;
}

/** The part of the backend's Emscripten module that kernels of another module need. */
interface Heap {
  readonly asm: { readonly memory: WebAssembly.Memory };
  readonly _malloc: (bytes: number) => number;
}

/** Our own kernels on the heap of a wasm backend. */
export class SimdKernels {
  readonly #functions: KernelFunctions;
  readonly #pool: TaskPool;

  private constructor(functions: KernelFunctions, pool: TaskPool) {
    this.#functions = functions;
    this.#pool = pool;
  }

  /** The kernels of a backend; made once, with as many threads as are asked for where its memory can be shared. */
  static of(backend: BackendWasm, threads?: ThreadOptions): SimdKernels {
    const made = known.get(backend) ?? SimdKernels.#make(backend, threads);
    known.set(backend, made);
    return made;
  }

  static #make({ wasm }: BackendWasm, threads: ThreadOptions | undefined): SimdKernels {
    const { asm, _malloc: allocate } = wasm as unknown as Heap;
    const shared = asm.memory.buffer instanceof SharedArrayBuffer;
    const count = shared ? Math.max(1, threads?.count ?? 1) : 1;
    const { module, functions } = writeKernels();
    const compiled = new WebAssembly.Module(module.encode({ shared }));
    const first = allocate(count * workspaceBytes + alignment);
    const workspaces = Array.from(
      { length: count },
      (_, thread) => Math.ceil(first / alignment) * alignment + thread * workspaceBytes,
    );
    return new SimdKernels(functions, new TaskPool(compiled, asm.memory, workspaces, threads?.start));
  }

  get threads(): number {
    return this.#pool.threads;
  }

  /** One call of a kernel, to be run. */
  task<K extends keyof KernelFunctions>(kernel: K, operands: OperandsOf<KernelFunctions[K]>): EncodedTask {
    const { index, parameters } = this.#functions[kernel];
    const given = operands as Readonly<Record<string, number>>;
    const names = parameters.filter((name) => name !== 'workspace');
    return {
      index,
      takesWorkspace: names.length < parameters.length,
      operands: names.map((name) => {
        const value = given[name];
        if (value === undefined) throw new RangeError(`${kernel}: ${name} is missing`);
        return value;
      }),
    };
  }

  /** Runs tasks that do not depend on one another; returns when all are done. */
  run(tasks: readonly EncodedTask[]): void {
    this.#pool.run(tasks);
  }
}

/** A line of the cache. */
const alignment = 64;

const known = new WeakMap<BackendWasm, SimdKernels>();
