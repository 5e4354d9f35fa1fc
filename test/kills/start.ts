import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** How a process ended. */
export interface Ended {
  readonly killed: boolean;
  readonly code: number | null;
  readonly err: string;
  /** The steps of writing that it made, where it was not killed. */
  readonly steps: number;
}

const preload = pathToFileURL('test/kills/kill-at.mjs').href;

/** Starts Node, and kills it at a step of what it writes under a folder; without a step, counts them. */
export async function start(args: readonly string[], under: string, at?: number): Promise<Ended> {
  const count = `${under}.steps`;
  const child = spawn(process.execPath, ['--import', preload, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      KILL_UNDER: under,
      KILL_COUNT: count,
      ...(at === undefined ? {} : { KILL_AT: String(at) }),
    },
  });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
    child.on('close', (...ended) => resolve(ended));
  });
  const killed = signal === 'SIGKILL';
  const steps = killed ? 0 : Number(readFileSync(count, 'utf8'));
  rmSync(count, { force: true });
  return { killed, code, err, steps };
}
