/*
 * A board of tasks in memory that threads share. Tasks of one list do not depend on one another; whoever is free takes the
 * next, the thread that put them up too, so that it waits for no thread to start. Counters only go up (and wrap around):
 * a thread that wakes late finds nothing left, and never a task of a list that is still being written.
 */

/** Numbers at the head of the board. */
export const board = {
  /** The number of the next task to be taken. */
  next: 0,
  /** The number behind the last task that is up. */
  end: 1,
  /** How many tasks were done, since ever. */
  done: 2,
  /** How many of them failed. */
  failed: 3,
  /** Where the tasks begin. */
  tasks: 4,
  /** Numbers of a task: its function, whether that takes a workspace, its operands. */
  taskSize: 32,
} as const;

/** Tasks that are up at once. */
export const capacity = 512;

export const boardBytes = 4 * (board.tasks + capacity * board.taskSize);

/** One call of a function; of its operands, the thread itself adds its workspace in front. */
export interface EncodedTask {
  readonly index: number;
  readonly takesWorkspace: boolean;
  readonly operands: readonly number[];
}

type Functions = readonly ((...operands: readonly number[]) => void)[];

/**
 * Does what is up on the board until nothing is left. It is also run in other threads, from its text: it may use nothing
 * but its arguments.
 */
export function work(
  numbers: Int32Array,
  functions: Functions,
  workspace: number,
  { next, end, done, failed, tasks, taskSize }: Omit<typeof board, never>,
  slots: number,
): void {
  for (;;) {
    const taken = Atomics.load(numbers, next);
    const last = Atomics.load(numbers, end);
    if (taken === last) return;
    if (Atomics.compareExchange(numbers, next, taken, (taken + 1) | 0) !== taken) continue;
    const start = tasks + (taken & (slots - 1)) * taskSize;
    const count = numbers[start + 2] ?? 0;
    const operands = Array.from(numbers.subarray(start + 3, start + 3 + count));
    if (numbers[start + 1] === 1) operands.unshift(workspace);
    try {
      functions[numbers[start] ?? 0]?.(...operands);
    } catch {
      Atomics.add(numbers, failed, 1);
    }
    if (((Atomics.add(numbers, done, 1) + 1) | 0) === Atomics.load(numbers, end))
      Atomics.notify(numbers, done);
  }
}
