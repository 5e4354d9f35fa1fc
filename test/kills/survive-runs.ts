import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { decodeSafetensors, type TensorFile } from '../../runtime/weights/safetensors.ts';
import { trainInto } from '../fuzz/run-folder/fuzzed-run.ts';
import { copiesOf } from './copies.ts';
import { contentOf, difference, isRun, type Killed, type RunCommand } from './kill-runs.ts';

/**
 * Trains once, and goes on from what a kill would leave at each step that changes something: every file is whole there and
 * none ahead of the checkpoint, and the run comes to what the whole one came to.
 */
export async function surviveRuns(command: RunCommand, directory: string): Promise<Killed> {
  const whole = join(directory, 'whole');
  const copies = await copiesOf(command(whole, false), whole, directory);
  const expected = contentOf(whole);
  const faults: string[] = [];
  const earlier: TensorFile[] = [];
  for (const [index, copy] of copies.entries()) {
    const problem =
      disorderIn(copy, earlier) ?? (await goesOn(copy)) ?? difference(expected, contentOf(copy));
    if (problem !== undefined) faults.push(`at change ${index}: ${problem}`);
    rmSync(copy, { recursive: true });
  }
  return { steps: copies.length, kills: copies.length, faults };
}

async function goesOn(folder: string): Promise<string | undefined> {
  try {
    await trainInto(folder, isRun(folder));
    return undefined;
  } catch (error) {
    return `it does not go on: ${String(error)}`;
  }
}

/** What of a run's files is not whole, or follows from no checkpoint: of those `earlier`, to which its own is added. */
function disorderIn(folder: string, earlier: TensorFile[]): string | undefined {
  const checkpoint = tensorsIn(join(folder, 'checkpoint.safetensors'));
  const weights = tensorsIn(join(folder, 'weights.safetensors'));
  if (typeof checkpoint === 'string') return `the checkpoint is not whole: ${checkpoint}`;
  if (typeof weights === 'string') return `the weights are not whole: ${weights}`;
  if (checkpoint !== undefined) earlier.push(checkpoint);
  if (weights !== undefined && !earlier.some((each) => isPartOf(weights, each)))
    return 'the weights are of no checkpoint';
  const progress = checkpoint?.metadata.get('progress') ?? '{}';
  const { history = [] } = JSON.parse(progress) as { readonly history?: readonly unknown[] };
  const log = join(folder, 'log.jsonl');
  const logged = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').length : 0;
  return logged > history.length ? 'the log is ahead of the checkpoint' : undefined;
}

/** Undefined where there is no such file; a text says what is wrong with it. */
function tensorsIn(path: string): TensorFile | string | undefined {
  if (!existsSync(path)) return undefined;
  const decoded = decodeSafetensors(readFileSync(path));
  return decoded.ok ? decoded.file : decoded.problem;
}

const isPartOf = (weights: TensorFile, checkpoint: TensorFile): boolean =>
  [...weights.tensors].every(([name, { data }]) => {
    const kept = checkpoint.metadata.get('progress')?.includes('"kept"') === true;
    const saved = checkpoint.tensors.get(kept ? `kept//${name}` : name)?.data;
    return saved !== undefined && Buffer.from(data.buffer).equals(Buffer.from(saved.buffer));
  });
