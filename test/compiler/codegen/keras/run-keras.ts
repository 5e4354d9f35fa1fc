import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Expected } from './keras-job.ts';

/** What Keras says of a model. */
export interface Told {
  readonly error?: string;
  readonly params: number;
  readonly layers: readonly string[];
  readonly predictions?: Readonly<Record<string, readonly number[]>>;
  readonly phases?: readonly {
    readonly trainable: number;
    readonly losses: readonly number[];
    readonly metrics: readonly string[];
  }[];
}

/** A model of a package. */
export interface KerasJob {
  readonly package: string;
  readonly expected: Expected;
}

/** What Keras says of the models of packages in a folder, all in one process, since it takes seconds to load. */
export async function runKeras(
  python: string,
  folder: string,
  jobs: readonly KerasJob[],
): Promise<readonly Told[]> {
  const child = spawn(python, ['test/compiler/codegen/keras/run_packages.py', folder], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  for (const { package: name, expected } of jobs) {
    const { model, create, heads, inputs, targets, predictions } = expected;
    const job = { package: name, model, create, heads, inputs, targets, predicts: predictions !== undefined };
    child.stdin.write(`${JSON.stringify(job)}\n`);
  }
  child.stdin.end();
  const told: Told[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('{')) told.push(JSON.parse(line) as Told);
  }
  return told;
}

/** Where Keras and this project differ, in words; none where they agree. */
export function differences(expected: Expected, told: Told): readonly string[] {
  if (told.error !== undefined) return [told.error];
  const found: string[] = [];
  if (told.params !== expected.params) found.push(`${told.params} parameters, not ${expected.params}`);
  const layers = new Set(told.layers);
  const missing = expected.layers.filter((name) => !layers.has(name));
  const others = told.layers.filter((name) => !expected.layers.includes(name));
  if (missing.length + others.length > 0)
    found.push(`lacks layers ${missing.join(' ')}, has ${others.join(' ')}`);
  for (const [head, values] of Object.entries(expected.predictions ?? {})) {
    const off = furthest(values, told.predictions?.[head] ?? []);
    if (!(off < 1e-4)) found.push(`${head} is ${off} off`);
  }
  for (const [index, phase] of expected.phases.entries()) {
    const other = told.phases?.[index];
    if (other === undefined) found.push(`no phase ${phase.name}`);
    else {
      const { trainable, losses, metrics } = phase;
      if (other.trainable !== trainable)
        found.push(`${phase.name}: ${other.trainable} train, not ${trainable}`);
      const off = furthest(losses, other.losses);
      // What a phase before has moved differs in the last digits, which deep networks make more of.
      if (!(off < (index === 0 ? 1e-4 : 1e-3)))
        found.push(`${phase.name}: losses ${other.losses.join(' ')}, not ${losses.join(' ')}`);
      const unknown = metrics.filter((name) => !other.metrics.includes(name));
      if (unknown.length > 0)
        found.push(`${phase.name}: no metrics ${unknown.join(' ')}, but ${other.metrics.join(' ')}`);
    }
  }
  return found;
}

/** How far numbers are from others, relative to those above 1. */
function furthest(wanted: readonly number[], found: readonly number[]): number {
  if (wanted.length !== found.length) return NaN;
  return wanted.reduce((most, value, index) => {
    const off = Math.abs(value - (found[index] ?? NaN)) / Math.max(1, Math.abs(value));
    return off <= most ? most : off;
  }, 0);
}
