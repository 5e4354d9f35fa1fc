import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryDirectory } from './directory.ts';

/** What may stand in the place of a file, under a name, and how it is told. */
export const specialFiles = [
  ['a pipe', (name: string) => make(name, (path) => execFileSync('mkfifo', [path]))],
  ['a directory', (name: string) => make(name, (path) => mkdirSync(path))],
  ['a device', () => Promise.resolve('/dev/zero')],
  ['a socket', (name: string) => make(name, listen)],
] as const;

async function make(name: string, into: (path: string) => unknown): Promise<string> {
  const path = join(temporaryDirectory(), name);
  await into(path);
  return path;
}

async function listen(path: string): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => void server.close());
}
