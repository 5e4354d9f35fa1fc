import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';
import { findingsFolder } from './record-finding.ts';
import { targets } from './targets.ts';

const usage = `usage: npm run fuzz -- ${Object.keys(targets).join(' | ')} [--inputs N] [--seed S] [--from I] [--only I]`;

function read(): { name: string; seed: number; from: number; to: number } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      inputs: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
      from: { type: 'string', default: '0' },
      only: { type: 'string' },
    },
  });
  const [name = ''] = positionals;
  if (!Object.hasOwn(targets, name)) throw new Error(usage);
  const numbers = [values.inputs, values.seed, values.only ?? values.from].map(Number);
  if (!numbers.every((number) => Number.isSafeInteger(number) && number >= 0)) throw new Error(usage);
  const [inputs = 0, seed = 0, from = 0] = numbers;
  return { name, seed, from, to: from + (values.only === undefined ? inputs : 1) };
}

try {
  const range = read();
  mkdirSync(findingsFolder, { recursive: true });
  const progress = join(findingsFolder, `${range.name}-${process.pid}.at`);
  const findings = await fuzz({ ...range, progress }, (line) => console.log(line));
  rmSync(progress, { force: true });
  process.exitCode = findings === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
