import { join } from 'node:path';
import { type DataDirectory, folderInData } from '../data/data-directories.ts';
import { RunError } from '../run-error.ts';
import { boardMessages } from './board-messages.ts';
import { boardRuns } from './board.ts';
import { eventFiles } from './event-folder.ts';

/** Throws a RunError for a place in the data, or, of a run that begins, one where another's files are. */
export async function checkBoardPlace(
  directory: string,
  directories: readonly DataDirectory[],
  begins: boolean,
): Promise<void> {
  const inData = await folderInData(directory, directories, '--tensorboard');
  if (inData !== undefined) throw new RunError(inData);
  if (!begins) return;
  for (const run of boardRuns) {
    // What cannot be listed is told when it is written into.
    const found = await eventFiles(join(directory, run)).catch(() => []);
    if (found.length > 0) throw new RunError(boardMessages.boardTaken(directory));
  }
}
