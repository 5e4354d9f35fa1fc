import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { EngineName } from '../runtime/engines/engine.ts';
import type { Contestant, Entry, Task } from './contestants/contestant.ts';
import { engineContestant } from './contestants/engine-contestant.ts';
import { frameworks, pythonContestant } from './contestants/python-contestant.ts';
import { tfjsContestant } from './contestants/tfjs-contestant.ts';

const usage = `npm run bench -- step [--net fashion|resnet34] [--batch N] [--rounds N] [--steps N] [--threads N] [--with NAME,…]

Times one training step of each contestant, all in turn in every round, and compares the medians.
--with: engines (tensorflow, onnx, wasm, cpu), ${frameworks.join(', ')}, tfjs-layers (native), tfjs-layers-cpu`;

/** Compares training steps of cnnc's engines with those of other frameworks, in one run. */
export async function benchStep(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      net: { type: 'string', default: 'fashion' },
      batch: { type: 'string' },
      rounds: { type: 'string', default: '3' },
      steps: { type: 'string' },
      threads: { type: 'string', default: String(availableParallelism()) },
      with: { type: 'string', default: 'tensorflow,onnx,keras,torch,torch-cl,tfjs-layers' },
      help: { type: 'boolean', default: false },
    },
  });
  const net = values.net === 'resnet34' ? 'resnet34' : 'fashion';
  if (values.help || values.net !== net) return console.log(usage);
  const batch = Number(values.batch ?? (net === 'fashion' ? 32 : 8));
  const task: Task = { net, batch, threads: Number(values.threads) };
  const contestants: Contestant[] = [];
  for (const name of values.with.split(',')) {
    const entry = await enter(name, task);
    if ('skipped' in entry) console.log(`${entry.name}: skipped, ${entry.skipped}`);
    else contestants.push(entry.contestant);
  }
  const steps = Number(values.steps ?? (net === 'fashion' ? 15 : 4));
  report(task, await race(contestants, Number(values.rounds), steps));
  for (const contestant of contestants) await contestant.dispose();
}

async function enter(name: string, task: Task): Promise<Entry> {
  const framework = frameworks.find((each) => each === name);
  if (framework !== undefined) return pythonContestant(framework, task);
  if (name === 'tfjs-layers') return tfjsContestant('tensorflow', task);
  if (name === 'tfjs-layers-cpu') return tfjsContestant('cpu', task);
  return engineContestant(name as EngineName, task);
}

/** The median of each round, by contestant: A B C, A B C, … */
async function race(
  contestants: readonly Contestant[],
  rounds: number,
  steps: number,
): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const each of contestants) times.get(each.name)?.push(median(await each.time(steps)));
  }
  return times;
}

function report({ net, batch, threads }: Task, times: ReadonlyMap<string, readonly number[]>): void {
  console.log(`\none training step of ${net}, batch ${batch}, ${threads} threads; milliseconds`);
  const medians = [...times].map(([name, rounds]) => ({ name, rounds, median: median(rounds) }));
  const [first] = medians;
  for (const { name, rounds, median: middle } of medians) {
    const list = rounds.map((time) => time.toFixed(1)).join(' ');
    const ratio = first ? (first.median / middle).toFixed(2) : '';
    console.log(
      `${name.padEnd(24)} ${middle.toFixed(1).padStart(9)}   ${first?.name} takes ${ratio} of it   rounds: ${list}`,
    );
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
