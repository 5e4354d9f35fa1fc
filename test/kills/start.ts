import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** What befalls a process at a step of what it writes (see kill-at.mjs). */
export type Blow = (typeof blows)[number];

export const blows = [
  'SIGKILL',
  'SIGINT',
  'SIGTERM',
  'SIGINT SIGINT',
  'SIGTERM SIGTERM',
  'ENOSPC',
  'EROFS',
  'clock',
] as const;

/** How a process ended. */
export interface Ended {
  /** Whether it did not come to its end. */
  readonly killed: boolean;
  readonly code: number | null;
  readonly err: string;
  /** The steps of writing that it made, where it was not ended by a signal. */
  readonly steps: number;
}

/** What befalls a process, and at which step of what it writes. */
export interface Struck {
  readonly at: number;
  readonly by?: Blow;
}

const preload = pathToFileURL('test/kills/kill-at.mjs').href;

/** Starts Node, and strikes it at a step of what it writes under a folder; without, counts the steps. */
export async function start(
  args: readonly string[],
  under: string,
  struck?: Struck,
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const count = `${under}.steps`;
  const child = spawn(process.execPath, ['--import', preload, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      ...environment,
      KILL_UNDER: under,
      KILL_COUNT: count,
      ...(struck === undefined ? {} : { KILL_AT: String(struck.at), KILL_WITH: struck.by ?? 'SIGKILL' }),
    },
  });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
    child.on('close', (...ended) => resolve(ended));
  });
  const steps = signal === null ? Number(readFileSync(count, 'utf8')) : 0;
  rmSync(count, { force: true });
  return { killed: code !== 0, code, err, steps };
}

/** What is wrong with how a process ended that was struck: it may end early, but not in disorder. */
export const disorder = ({ err }: Ended): string | undefined =>
  /internal error|\n\s+at .+:\d+:\d+/.test(err) ? `it ended in disorder: ${err}` : undefined;
