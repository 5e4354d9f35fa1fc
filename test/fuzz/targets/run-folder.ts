import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RandomStream } from '../../../runtime/random.ts';
import { checkRunFolder } from '../run-folder/check-run-folder.ts';
import { trainInto } from '../run-folder/fuzzed-run.ts';
import { mutateFolder } from '../run-folder/mutate-folder.ts';
import { quickPlace } from '../../support/quick-place.ts';
import { pick } from '../choices.ts';
import type { FuzzInput, FuzzTarget } from '../target.ts';

/** Steps after which the runs whose folders are mutated were stopped: within an epoch, between phases, at the end. */
const stops = [1, 4, 5, Infinity];

/** Folders of small runs, changed in their bytes, their JSON and their files: resumed, and built from. */
export async function openRunFolder(): Promise<FuzzTarget> {
  const place = mkdtempSync(join(quickPlace, 'cnnc-fuzz-'));
  const folders: FuzzInput[] = [];
  for (const stop of stops) {
    const folder = join(place, `run-${stop}`);
    await trainInto(folder, false, stop);
    folders.push(new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))])));
  }
  return {
    short: 30,
    make: (stream: RandomStream) => mutateFolder(pick(folders, stream), folders, stream),
    feed: (input) => checkRunFolder(input, join(place, 'fed')),
  };
}
