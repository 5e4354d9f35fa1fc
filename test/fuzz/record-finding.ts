import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FuzzInput } from './target.ts';

/** Where findings are kept. */
export const findingsFolder = '.cache/fuzz';

/** What is kept of a finding beside its input. */
export interface Record {
  readonly name: string;
  readonly seed: number;
  readonly index: number;
  readonly report: string;
  readonly input?: FuzzInput;
  readonly small?: FuzzInput;
}

/** Writes a finding into a folder of its own: a report, the input's files, and those of the smaller one; the folder. */
export function recordFinding({ name, seed, index, report, input, small }: Record): string {
  const folder = join(findingsFolder, name, `${seed}-${index}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'report.txt'), report);
  if (input !== undefined) writeFiles(join(folder, 'input'), input);
  if (small !== undefined) writeFiles(join(folder, 'small'), small);
  return folder;
}

function writeFiles(folder: string, files: FuzzInput): void {
  for (const [name, bytes] of files) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
}
