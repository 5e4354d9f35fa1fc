import { Worker } from 'node:worker_threads';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import type { TaskOutcome, Setup, WorkerTask, TaskItem, TaskRunner } from './task.ts';
import type { Answer, Request } from './worker.ts';

interface Waiting {
  readonly resolve: (outcomes: readonly TaskOutcome[]) => void;
  readonly reject: (error: Error) => void;
}

/** A thread, and the tasks that it has not answered yet, by their numbers. */
interface Member {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

/** The threads to prepare examples in. */
export interface Workers {
  readonly count: number;
  /** The compiled `worker.ts`. */
  readonly entry: URL;
}

/** Does tasks in threads; these start with the first task. */
export function workerPool(setup: Setup, { count, entry }: Workers): TaskRunner {
  let pool: WorkerPool | undefined;
  return {
    atOnce: 8 * count,
    run: (task) => (pool ??= new WorkerPool(entry, count, setup)).run(task),
    close: async () => pool?.close(),
  };
}

/** Threads that prepare examples, until `close`. */
class WorkerPool {
  readonly #members: readonly Member[];
  #failure: RunError | undefined;
  #next = 0;

  constructor(entry: URL, count: number, setup: Setup) {
    this.#members = Array.from({ length: count }, () => this.#start(entry, setup));
  }

  /** Gives a task to the thread with the least to do. Throws a RunError where a thread has failed. */
  run(task: WorkerTask): Promise<readonly TaskOutcome[]> {
    const [first, ...others] = this.#members;
    if (this.#failure !== undefined || first === undefined) {
      return Promise.reject(this.#failure ?? new RangeError('there is no worker'));
    }
    const { worker, waiting } = others.reduce(
      (least, member) => (member.waiting.size < least.waiting.size ? member : least),
      first,
    );
    const number = this.#next++;
    return new Promise((resolve, reject) => {
      waiting.set(number, { resolve, reject });
      const request: Request = { number, task: { ...task, items: task.items.map(withOwnPixels) } };
      worker.postMessage(request);
    });
  }

  /** Ends the threads; what they have not answered stays so. */
  async close(): Promise<void> {
    await Promise.all(this.#members.map(({ worker }) => worker.terminate()));
  }

  #start(entry: URL, setup: Setup): Member {
    const worker = new Worker(entry, { workerData: setup });
    const waiting = new Map<number, Waiting>();
    worker.on('message', (answer: Answer) => {
      const { resolve, reject } = waiting.get(answer.number) ?? {};
      waiting.delete(answer.number);
      if ('outcomes' in answer) resolve?.(answer.outcomes);
      else reject?.(this.#fail(answer.failure));
    });
    worker.on('error', (error) => this.#fail(error.message));
    worker.on('exit', (code) => this.#fail(`it ended with code ${code}`));
    return { worker, waiting };
  }

  /** One thread's failure is the pool's: everything that waits hears of the first. */
  #fail(reason: string): RunError {
    const failure = (this.#failure ??= new RunError(runtimeMessages.workerFailed(reason)));
    for (const { waiting } of this.#members) {
      for (const { reject } of waiting.values()) reject(failure);
      waiting.clear();
    }
    return failure;
  }
}

/** An item that can be sent: of memory that many pictures lie in and threads do not share, its own part, or all would be copied. */
function withOwnPixels(item: TaskItem): TaskItem {
  const { recipe } = item.entry;
  if (recipe.kind !== 'pixels') return item;
  const { data } = recipe.image;
  if (data.buffer instanceof SharedArrayBuffer || data.buffer.byteLength === data.byteLength) return item;
  const image = { ...recipe.image, data: data.slice() };
  return { ...item, entry: { ...item.entry, recipe: { ...recipe, image } } };
}
