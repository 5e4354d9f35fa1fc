import { recordFinding } from './record-finding.ts';
import { emptyTally, inputAt, signature, type Tally } from './run-inputs.ts';
import { openTarget } from './targets.ts';
import { watchWorker } from './watch-worker.ts';
import type { Found, Task } from './worker-message.ts';

/** Of how many findings of one kind the reports are printed: the folder has all. */
const printed = 1;
/** Seconds between two lines of how far it is. */
const interval = 60;

/** Feeds a target a range of inputs in workers, one after another where one ends; the number of findings. */
export async function fuzz(task: Task, say: (line: string) => void): Promise<number> {
  const kinds = new Map<string, number>();
  let findings = 0;
  const found = (finding: Found): void => {
    findings++;
    const kind = signature({ ...finding, kind: 'exception' });
    const times = (kinds.get(kind) ?? 0) + 1;
    kinds.set(kind, times);
    if (times <= printed) say(report(finding));
  };
  let [before, running, last] = [emptyTally, emptyTally, performance.now()];
  const tally = (now: Tally): void => {
    running = now;
    if (performance.now() - last < interval * 1000) return;
    last = performance.now();
    say(`… ${closing(task, sum(before, running), findings, kinds.size)}`);
  };
  for (let { from } = task; from < task.to;) {
    const ending = await watchWorker({ ...task, from }, { tally, found });
    before = sum(before, running);
    running = emptyTally;
    if (ending.kind === 'done') break;
    if (ending.index < from) throw new Error(`the target does not open: ${ending.message}`);
    found({ ...ending, folder: await recordEnding(task, ending.index, `${ending.kind}: ${ending.message}`) });
    from = ending.index + 1;
  }
  say(closing(task, before, findings, kinds.size));
  return findings;
}

/** Keeps the input that ended a worker: made anew, since the worker is gone. */
async function recordEnding(task: Task, index: number, text: string): Promise<string> {
  const target = await openTarget(task.name);
  const input = target && (await inputAt(target, task, index));
  return recordFinding({ ...task, index, report: text, ...(input && { input }) });
}

const report = ({ kind, index, message, stack, folder }: Found): string =>
  [`${kind} at input ${index}: ${message}`, ...(stack?.split('\n').slice(1, 6) ?? []), `  ${folder}`].join(
    '\n',
  );

const sum = (a: Tally, b: Tally): Tally => ({
  inputs: a.inputs + b.inputs,
  seconds: a.seconds + b.seconds,
  slowest: a.slowest.seconds > b.slowest.seconds ? a.slowest : b.slowest,
  largest: a.largest.bytes > b.largest.bytes ? a.largest : b.largest,
});

function closing({ name, seed }: Task, tally: Tally, findings: number, kinds: number): string {
  const { inputs, seconds, slowest, largest } = tally;
  return [
    `${name}: ${inputs} inputs of seed ${seed}, ${seconds.toFixed(0)} s of processor time`,
    `slowest ${slowest.seconds.toFixed(2)} s (input ${slowest.index})`,
    `most memory ${Math.round(largest.bytes / 2 ** 20)} MiB (input ${largest.index})`,
    `${findings} findings of ${kinds} kinds`,
  ].join('; ');
}
