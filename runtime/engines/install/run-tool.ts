import { type ChildProcess, spawn } from 'node:child_process';

/** What a tool printed, and how it ended. */
export interface ToolRun {
  readonly ok: boolean;
  readonly out: string;
  readonly err: string;
  /** The signal that ended it, where one did. */
  readonly signal?: string;
  /** Whether it was ended for taking too long. */
  readonly late: boolean;
}

export interface ToolOptions {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Milliseconds after which it is ended. */
  readonly timeout: number;
}

/** Characters of each output that are kept, from its end. */
const longest = 2 ** 20;

const interrupts = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a program with arguments, no shell between; a program that is not there is one that failed. What it started ends
 * with it, at the time limit and where this process is interrupted: a forgotten download would go on writing.
 */
export function runTool(
  program: string,
  args: readonly string[],
  { cwd, environment, timeout }: ToolOptions,
): Promise<ToolRun> {
  return new Promise((resolve) => {
    const child = spawn(program, [...args], {
      ...(cwd === undefined ? {} : { cwd }),
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: hasGroups,
    });
    const [out, err] = [tailOf(child.stdout), tailOf(child.stderr)];
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      endGroup(child);
    }, timeout);
    const interrupted = (signal: NodeJS.Signals): void => {
      endGroup(child);
      process.kill(process.pid, signal);
    };
    for (const signal of interrupts) process.once(signal, interrupted);
    const finish = (ok: boolean, signal: string | null): void => {
      clearTimeout(timer);
      for (const each of interrupts) process.off(each, interrupted);
      resolve({ ok, out: out(), err: err(), late, ...(signal === null ? {} : { signal }) });
    };
    child.on('error', () => finish(false, null));
    child.on('close', (code, signal) => finish(code === 0, signal));
  });
}

/** Whether a program can be started in a group of its own, which is ended as one. */
const hasGroups = process.platform !== 'win32';

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(hasGroups ? -pid : pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

function tailOf(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.setEncoding('utf8').on('data', (part: string) => (text = (text + part).slice(-longest)));
  return () => text;
}
