import { board, boardBytes, capacity, type EncodedTask, work } from './task-board.ts';

type Functions = readonly ((...operands: readonly number[]) => void)[];

/** What a thread needs to help: the kernels, the memory they work on, the board, and a workspace. */
export interface Helper {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly numbers: Int32Array;
  readonly workspace: number;
}

/** Starts a thread that runs a script with `workerData`, and that keeps no process alive. */
export type StartThread = (script: string, helper: Helper) => void;

/** How long a task may take before a thread is taken for lost: far more than any. */
const patience = 120_000;

/** Runs lists of independent tasks, in this thread and in helpers. */
export class TaskPool {
  readonly #numbers = new Int32Array(new SharedArrayBuffer(boardBytes));
  readonly #functions: Functions;
  readonly #workspaces: readonly number[];
  #failures = 0;

  /** One thread for each workspace; without any way to start others, this one alone. */
  constructor(
    module: WebAssembly.Module,
    memory: WebAssembly.Memory,
    workspaces: readonly number[],
    start?: StartThread,
  ) {
    this.#functions = functionsOf(module, memory);
    this.#workspaces = workspaces;
    for (const workspace of workspaces.slice(1)) {
      start?.(helperScript, { module, memory, numbers: this.#numbers, workspace });
    }
  }

  get threads(): number {
    return this.#workspaces.length;
  }

  /** Returns when every task is done. */
  run(tasks: readonly EncodedTask[]): void {
    for (let from = 0; from < tasks.length; from += capacity)
      this.#runTogether(tasks.slice(from, from + capacity));
  }

  #runTogether(tasks: readonly EncodedTask[]): void {
    const numbers = this.#numbers;
    const first = Atomics.load(numbers, board.end);
    tasks.forEach((task, index) => this.#put(task, first + index));
    const end = (first + tasks.length) | 0;
    Atomics.store(numbers, board.end, end);
    Atomics.notify(numbers, board.end);
    work(numbers, this.#functions, this.#workspaces[0] ?? 0, board, capacity);
    for (
      let done = Atomics.load(numbers, board.done);
      done !== end;
      done = Atomics.load(numbers, board.done)
    ) {
      if (Atomics.wait(numbers, board.done, done, patience) === 'timed-out') {
        throw new Error('a thread of the wasm engine does not come back');
      }
    }
    const failures = Atomics.load(numbers, board.failed);
    if (failures === this.#failures) return;
    this.#failures = failures;
    throw new Error('a kernel of the wasm engine reached outside of its memory');
  }

  #put({ index, takesWorkspace, operands }: EncodedTask, number: number): void {
    const start = board.tasks + (number & (capacity - 1)) * board.taskSize;
    this.#numbers.set([index, takesWorkspace ? 1 : 0, operands.length, ...operands], start);
  }
}

const functionsOf = (module: WebAssembly.Module, memory: WebAssembly.Memory): Functions =>
  Object.values(new WebAssembly.Instance(module, { env: { memory } }).exports) as unknown as Functions;

const helperScript = `
const { module, memory, numbers, workspace } = require('node:worker_threads').workerData;
const functions = Object.values(new WebAssembly.Instance(module, { env: { memory } }).exports);
const board = ${JSON.stringify(board)};
const work = ${work.toString()};
for (;;) {
  const seen = Atomics.load(numbers, board.end);
  work(numbers, functions, workspace, board, ${capacity});
  Atomics.wait(numbers, board.end, seen);
}`;
