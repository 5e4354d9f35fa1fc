// A process that feeds a target its inputs, so that what ends it or holds it ends no more than it.
import { openSync, writeSync } from 'node:fs';
import { runInputs, type Tally } from './run-inputs.ts';
import { recordFinding } from './record-finding.ts';
import { openTarget } from './targets.ts';
import type { Task, WorkerMessage } from './worker-message.ts';

/** Milliseconds between two words of how far it is. */
const interval = 1000;

const task = JSON.parse(process.argv[2] ?? '{}') as Task;
const target = await openTarget(task.name);
if (target === undefined) throw new Error(`there is no target ${task.name}`);

const send = (message: WorkerMessage): unknown => process.send?.(message);
const progress = openSync(task.progress, 'w');
let told = 0;
const tally = await runInputs(target, task, {
  // Written at once: a process that ends says no more, and one that hangs sends nothing.
  begin: (index) => writeSync(progress, `${index}\n`, 0),
  end: (sofar: Tally) => {
    const now = performance.now();
    if (now - told < interval) return;
    told = now;
    send({ type: 'tally', tally: sofar });
  },
  found: ({ index, kind, message, stack, input, small }) => {
    const report = `${kind}: ${message}\n${stack ?? ''}\n`;
    const folder = recordFinding({ ...task, index, report, input, ...(small && { small }) });
    send({ type: 'found', finding: { index, kind, message, folder, ...(stack && { stack }) } });
  },
});
send({ type: 'tally', tally });
process.disconnect?.();
process.exitCode = 0;
