import { stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { displayText } from '../../compiler/diagnostics/display-width.ts';
import type { Context, ExitCode } from '../command.ts';

/** A build, and the files that it was made from. */
export interface Built {
  readonly code: ExitCode;
  readonly files: readonly string[];
}

/** Milliseconds between two looks: editors replace files, so that the files themselves are looked at. */
const between = 150;

/** Builds, and builds again whenever a file that went into it is saved, of which it tells, until the process is told to end. */
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
      let changed: readonly string[] = [];
      while (changed.length === 0 && !ending.signal.aborted) {
        await pause(between, undefined, { signal: ending.signal }).catch(() => undefined);
        const now = await marksOf(files);
        changed = files.filter((file) => now.get(file) !== marks.get(file));
      }
      if (changed.length > 0) err(`saved: ${changed.map(displayText).join(', ')}\n`);
    }
    return 0;
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end);
  }
}

/** What changes of each file when it is saved, made or taken away. */
async function marksOf(files: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const marks = files.map(async (file) => {
    const found = await stat(file).catch(() => undefined);
    return [file, found === undefined ? '' : `${found.mtimeMs} ${found.size} ${found.ino}`] as const;
  });
  return new Map(await Promise.all(marks));
}
