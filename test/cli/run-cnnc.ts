import { runCommandLine } from '../../cli/command-line.ts';

/** What a command line wrote, and its exit code. */
export interface Finished {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line within the test's own process, without colours. */
export async function cnnc(...args: readonly string[]): Promise<Finished> {
  let out = '';
  let err = '';
  const code = await runCommandLine(args, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    outIsTerminal: false,
    errIsTerminal: false,
    environment: {},
  });
  return { code, out, err };
}
