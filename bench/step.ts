import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { Program } from '../compiler/ir/ir.ts';
import { macsOf } from '../compiler/passes/recompute/recompute.ts';
import type { EngineName } from '../runtime/engines/engine.ts';
import type { Contestant, Entry, Task } from './contestants/contestant.ts';
import { engineContestant, productContestant } from './contestants/engine-contestant.ts';
import { frameworks, pythonContestant } from './contestants/python-contestant.ts';
import { tfjsContestant } from './contestants/tfjs-contestant.ts';
import { wasmNaiveContestant } from './contestants/wasm-naive-contestant.ts';
import { isNetwork, networks, usualBatch } from './networks.ts';
import { median } from './median.ts';

const usage = `npm run bench -- step [--net fashion|resnet34] [--batch N] [--rounds N] [--steps N] [--threads N] [--with NAME,…]

Times one training step of each contestant, all in turn in every round, and compares the medians: with the first of
them, and as a rate with that of one plain matrix product on the same machine in the same rounds.
--with: engines (tensorflow, onnx, wasm, cpu), ${frameworks.join(', ')}, tfjs-layers (native), tfjs-layers-cpu,
wasm-naive (tfjs's own wasm kernels and plain compositions of them)`;

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
  const { net } = values;
  if (values.help || !isNetwork(net)) return console.log(usage);
  const batch = Number(values.batch ?? usualBatch[net]);
  const task: Task = { net, batch, threads: Number(values.threads) };
  const contestants: Contestant[] = [];
  const names = values.with.split(',');
  const products = names.filter((name): name is EngineName => name === 'tensorflow' || name === 'onnx');
  const entries = [
    ...names.map((name) => () => enter(name, task)),
    ...products.map((name) => () => productContestant(name)),
  ];
  for (const make of entries) {
    const entry = await make();
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
  if (name === 'wasm-naive') return wasmNaiveContestant(task);
  return engineContestant(name as EngineName, task);
}

/** The median of each round, by contestant: A B C, A B C, … */
async function race(contestants: readonly Contestant[], rounds: number, steps: number): Promise<Result[]> {
  const results = contestants.map((contestant) => ({ contestant, rounds: [] as number[] }));
  for (let round = 0; round < rounds; round++) {
    for (const each of results) each.rounds.push(median(await each.contestant.time(steps)));
  }
  return results;
}

interface Result {
  readonly contestant: Contestant;
  readonly rounds: readonly number[];
}

function report({ net, batch, threads }: Task, results: readonly Result[]): void {
  console.log(`\none training step of ${net}, batch ${batch}, ${threads} threads; milliseconds`);
  const step = flopsOf(networks[net](), batch);
  const rows = results.map(({ contestant: { name, flops = step }, rounds }) => {
    const middle = median(rounds);
    return { name, rounds, middle, rate: flops / middle / 1e6 };
  });
  const best = Math.max(...rows.filter(({ name }) => name.startsWith('matrix')).map(({ rate }) => rate));
  const first = rows[0];
  for (const { name, rounds, middle, rate } of rows) {
    const ratio = first ? (first.middle / middle).toFixed(2) : '';
    const share = best > 0 ? `, ${((100 * rate) / best).toFixed(0).padStart(3)} %` : '';
    const list = rounds.map((time) => time.toFixed(1)).join(' ');
    console.log(
      `${name.padEnd(28)} ${middle.toFixed(1).padStart(9)}   ${first?.name} takes ${ratio} of it   ` +
        `${rate.toFixed(0).padStart(5)} GFLOP/s${share}   rounds: ${list}`,
    );
  }
}

/** Multiplications and additions of a program's convolutions and products. */
const flopsOf = ({ ops }: Program, batch: number): number =>
  ops.reduce((sum, op) => sum + 2 * macsOf(op, batch), 0);
