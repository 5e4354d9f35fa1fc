import { stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Context, ExitCode } from '../command.ts';

/** A build, and the files that it was made from. */
export interface Built {
  readonly code: ExitCode;
  readonly files: readonly string[];
}

/** Milliseconds between two looks: editors replace files, so that the files themselves are looked at. */
const between = 150;

/** Builds, and builds again whenever a file that went into it is saved, until the process is told to end. */
export async function watch(build: () => Promise<Built>, { err }: Context): Promise<ExitCode> {
  const ending = new AbortController();
  const end = (): void => {
    ending.abort();
  };
  process.once('SIGINT', end).once('SIGTERM', end);
  let told: string | undefined;
  try {
    while (!ending.signal.aborted) {
      const { files } = await build();
      const marks = await marksOf(files);
      const what = files.length === 1 ? 'the file' : `${files.length} files`;
      if (what !== told) err(`watching ${what}; Ctrl-C ends it\n`);
      told = what;
      while ((await marksOf(files)) === marks && !ending.signal.aborted) {
        await pause(between, undefined, { signal: ending.signal }).catch(() => undefined);
      }
    }
    return 0;
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end);
  }
}

/** What changes when one of some files is saved, made or taken away. */
async function marksOf(files: readonly string[]): Promise<string> {
  const marks = files.map(async (file) => {
    const found = await stat(file).catch(() => undefined);
    return found === undefined ? '' : `${found.mtimeMs} ${found.size} ${found.ino}`;
  });
  return (await Promise.all(marks)).join('\n');
}
