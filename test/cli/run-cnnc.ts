import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { runCommandLine } from '../../cli/command-line.ts';
import { temporaryDirectory } from '../support/directory.ts';

/** What a command line gave. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line within this process, as if not on a terminal; `input` is piped in. */
export async function cnnc(
  args: readonly string[],
  environment: Record<string, string> = {},
  input: Uint8Array | string = '',
): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await runCommandLine(args, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    input: () => Readable.from([Buffer.from(input)]),
    outIsTerminal: false,
    errIsTerminal: false,
    environment,
  });
  return { code, out, err };
}

/** Writes a file for a command line to read; its path. */
export function fileOf(content: string | Uint8Array, name = 'model.cnn'): string {
  const path = join(temporaryDirectory(), name);
  writeFileSync(path, content);
  return path;
}

/** A file of the repository's. */
export const repositoryFile = (path: string): string => new URL(`../../${path}`, import.meta.url).pathname;
