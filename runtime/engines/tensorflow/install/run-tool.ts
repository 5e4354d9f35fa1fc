import { execFile } from 'node:child_process';

/** What a tool printed, and how it ended. */
export interface ToolRun {
  readonly ok: boolean;
  readonly out: string;
  readonly err: string;
  /** The signal that ended it, where one did. */
  readonly signal?: string;
}

export interface ToolOptions {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Milliseconds after which it is ended. */
  readonly timeout?: number;
}

/** Runs a program with arguments, no shell between; a program that is not there is one that failed. */
export function runTool(
  program: string,
  args: readonly string[],
  options: ToolOptions = {},
): Promise<ToolRun> {
  const { cwd, environment, timeout } = options;
  return new Promise((resolve) => {
    const settings = {
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, ...environment },
      ...(cwd === undefined ? {} : { cwd }),
      ...(timeout === undefined ? {} : { timeout }),
    };
    execFile(program, [...args], settings, (error, out, err) => {
      const signal = error?.signal;
      resolve({ ok: error === null, out, err, ...(typeof signal === 'string' ? { signal } : {}) });
    });
  });
}
