import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Tally } from './run-inputs.ts';
import type { Found, Task, WorkerMessage } from './worker-message.ts';

/** How a worker ended: at its last input, or at one that ended it. */
export type Ending =
  | { readonly kind: 'done' }
  | { readonly kind: 'crash' | 'hang'; readonly index: number; readonly message: string };

/** Seconds for one input: of the processor, and of waiting for nothing. */
const patience = { processor: 20, wall: 600 };
/** MiB of JavaScript objects. */
const heap = 1024;
/** Characters that are kept of what it printed. */
const kept = 4000;

/** Runs a worker to its end, and ends it where an input does not come to one. */
export function watchWorker(
  task: Task,
  on: { readonly tally: (tally: Tally) => void; readonly found: (finding: Found) => void },
): Promise<Ending> {
  return new Promise((resolve) => {
    const worker = fork(new URL('./worker.js', import.meta.url), [JSON.stringify(task)], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: [`--max-old-space-size=${heap}`, '--enable-source-maps'],
    });
    let printed = '';
    const keep = (chunk: Buffer): string => (printed = (printed + chunk.toString()).slice(-kept));
    worker.stdout?.on('data', keep);
    worker.stderr?.on('data', keep);
    worker.on('message', (message: WorkerMessage) => {
      if (message.type === 'tally') on.tally(message.tally);
      else on.found(message.finding);
    });
    let hung: string | undefined;
    const watch = watchTime(worker, task.progress, (message) => (hung = message));
    worker.on('close', (code, signal) => {
      clearInterval(watch);
      const index = indexIn(task.progress);
      if (hung !== undefined) resolve({ kind: 'hang', index, message: hung });
      else if (code === 0) resolve({ kind: 'done' });
      else resolve({ kind: 'crash', index, message: `it ended with ${signal ?? code}\n${printed}` });
    });
  });
}

/** Ends a worker that is at one input for too long. */
function watchTime(worker: ChildProcess, progress: string, tell: (why: string) => void): NodeJS.Timeout {
  let at = { index: -1, processor: 0, wall: 0 };
  return setInterval(() => {
    const now = {
      index: indexIn(progress),
      processor: processorSeconds(worker),
      wall: performance.now() / 1000,
    };
    if (now.index !== at.index) at = now;
    const [processor, wall] = [now.processor - at.processor, now.wall - at.wall];
    if (processor < patience.processor && wall < patience.wall) return;
    tell(`no end after ${processor.toFixed(0)} s of processor time, ${wall.toFixed(0)} s in all`);
    worker.kill('SIGKILL');
  }, 500);
}

/** The input that a worker is at; −1 before the first. */
function indexIn(progress: string): number {
  try {
    return Number.parseInt(readFileSync(progress, 'utf8'), 10);
  } catch {
    return -1;
  }
}

/** Processor time of a process so far; 0 where the system does not say. */
function processorSeconds({ pid }: ChildProcess): number {
  try {
    const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const numbers = fields.split(' ').map(Number);
    return ((numbers[11] ?? 0) + (numbers[12] ?? 0)) / 100;
  } catch {
    return 0;
  }
}
