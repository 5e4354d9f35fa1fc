import { RunFolder } from '../train/run-folder.ts';
import type { PreparedRun } from './prepare-run.ts';

/** The folder in which a prepared run is: a new one at `out`, or that of the run that is gone on with. */
export async function enterFolder(
  earlier: RunFolder | undefined,
  out: string | undefined,
  { identity, text, changes }: PreparedRun,
): Promise<RunFolder> {
  if (earlier === undefined) return RunFolder.create(out, identity, text);
  await earlier.resume(identity, text, changes);
  return earlier;
}
