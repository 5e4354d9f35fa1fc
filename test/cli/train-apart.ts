import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import { temporaryDirectory } from '../support/directory.ts';
import { fileOf, repositoryFile } from './run-cnnc.ts';

/** Of the last event of a run: what its process took. */
export interface Apart {
  readonly peak_bytes: number;
  readonly process_peak_bytes: number;
  readonly process_foretold_bytes: number;
  readonly loss: number;
}

/** Trains a text, or the file of it, on an engine in a process of its own. */
export function trainApart(
  engine: string,
  spec: { readonly text: string } | { readonly file: string },
): Apart {
  const file = 'file' in spec ? spec.file : fileOf(spec.text);
  const program = repositoryFile('dist/cli/main.js');
  const out = join(temporaryDirectory(), 'run');
  const args = [program, 'run', '--json', '--engine', engine, '--out', out, file];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Apart;
}
