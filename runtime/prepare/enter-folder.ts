import { join } from 'node:path';
import { folderInData } from '../data/data-directories.ts';
import { RunError } from '../run-error.ts';
import { runsFolder } from '../train/run-files.ts';
import { RunFolder } from '../train/run-folder.ts';
import type { PreparedRun } from './prepare-run.ts';

/** The folder in which a prepared run is: a new one at `out`, or that of the run that is gone on with. */
export async function enterFolder(
  earlier: RunFolder | undefined,
  out: string | undefined,
  { identity, text, base, changes, directories }: PreparedRun,
): Promise<RunFolder> {
  if (earlier === undefined) {
    const refused = await folderInData(out ?? join(runsFolder, `${identity.train}-1`), directories, '--out');
    if (refused !== undefined) throw new RunError(refused);
    return RunFolder.create(out, identity, { text, directory: base });
  }
  await earlier.resume(identity, { text, directory: base }, changes);
  return earlier;
}
