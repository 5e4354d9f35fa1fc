import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWeights } from '../../../runtime/build/read-weights.ts';
import { RunError } from '../../../runtime/run-error.ts';
import { decodeSafetensors } from '../../../runtime/weights/safetensors.ts';
import type { FuzzInput } from '../target.ts';
import { epochs, phases, trainInto } from './fuzzed-run.ts';
import { asLink } from './mutate-folder.ts';

/** Resumes a run in a folder of these files, and takes its weights as a build does: what is wrong then, beside what is thrown. */
export async function checkRunFolder(input: FuzzInput, place: string): Promise<string | undefined> {
  const [folder, outside] = [join(place, 'run'), join(place, 'outside')];
  lay(input, folder, outside);
  await answered(() => readWeights(phases[0]?.programs.variables ?? [], folder, 0));
  const outcome = await answered(() => trainInto(folder, true));
  if (outcome !== undefined) {
    if (outcome.status !== 'done' || outcome.history.length !== epochs) return 'done without all epochs';
    const problem = problemOf(folder);
    if (problem !== undefined) return problem;
  }
  for (const name of readdirSync(outside)) {
    const kept = [...input].find(([key]) => key.startsWith(`${name}${asLink}`))?.[1];
    if (kept === undefined || !readFileSync(join(outside, name)).equals(kept))
      return `${name} outside was written`;
  }
  return undefined;
}

/** What an answer to the person is ends nothing. */
async function answered<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RunError) return undefined;
    throw error;
  }
}

function lay(input: FuzzInput, folder: string, outside: string): void {
  for (const path of [folder, outside]) {
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path, { recursive: true });
  }
  for (const [key, bytes] of input) {
    const [name = '', kind] = key.split('@');
    const path = join(folder, name);
    rmSync(path, { recursive: true, force: true });
    if (kind === 'link') {
      writeFileSync(join(outside, name), bytes);
      symlinkSync(join(outside, name), path);
    } else if (kind === 'directory') {
      mkdirSync(path);
      writeFileSync(join(path, 'content'), bytes);
    } else {
      writeFileSync(path, bytes);
    }
  }
}

/** What is wrong with what a run left that says it is done. */
function problemOf(folder: string): string | undefined {
  const left = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && /^\.(claim-\d|.*\.tmp$)/.test(entry.name))
    .map(({ name }) => name);
  if (left.length > 0) return `a finished run left ${left.join(', ')}`;
  const weights = decodeSafetensors(readFileSync(join(folder, 'weights.safetensors')));
  if (!weights.ok || weights.file.tensors.size !== 2) return 'the weights are not whole';
  const lines = readFileSync(join(folder, 'log.jsonl'), 'utf8').trimEnd().split('\n');
  return lines.length === epochs ? undefined : `the log has ${lines.length} lines`;
}
