import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryDirectory } from '../support/directory.ts';
import { smallSpec } from '../support/small-spec.ts';
import { repositoryFile } from './run-cnnc.ts';

/*
 * Other versions of Node train to the same loss, with the same libraries and the same built binding: those that nvm has,
 * or that CNNC_NODES names (paths of executables, with `:` between).
 */

const main = repositoryFile('dist/cli/main.js');
const major = (version: string): number => Number(/^v?(\d+)/.exec(version)?.[1]);
const versions = join(process.env['NVM_DIR'] || join(homedir(), '.nvm'), 'versions/node');
const installed = existsSync(versions) ? readdirSync(versions) : [];
const named = process.env['CNNC_NODES']?.split(':').filter((path) => path !== '') ?? [];
const executables = [...named, ...installed.map((name) => join(versions, name, 'bin/node'))].filter(
  existsSync,
);

/** The newest of each major version other than this one, by `v22.1.0`. */
const others = new Map(
  executables
    .map((path) => [execFileSync(path, ['--version'], { encoding: 'utf8' }).trim(), path] as const)
    .filter(([version]) => major(version) >= 20 && major(version) !== major(process.version))
    .sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
    .map((each) => [major(each[0]), each] as const),
);

function cnncOf(node: string, ...args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(node, [main, ...args, '--json'], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

function lossOf(node: string, engine: string): number {
  const directory = temporaryDirectory();
  const out = join(directory, 'run');
  const events = cnncOf(node, 'run', smallSpec(directory), '--engine', engine, '--out', out);
  return (JSON.parse(events.trim().split('\n').at(-1) ?? '') as { loss: number }).loss;
}

interface Engines {
  readonly engines: readonly { readonly name: string; readonly available: boolean }[];
}
const available = (node: string): readonly string[] =>
  (JSON.parse(cnncOf(node, 'engines')) as Engines).engines
    .filter((engine) => engine.available)
    .map(({ name }) => name);

it.skipIf(others.size === 0 || !existsSync(main))(
  'other versions of Node have the engines that this one has, and lose what it loses',
  { timeout: 300_000 },
  () => {
    const engines = available(process.execPath);
    const losses = engines.map((engine) => lossOf(process.execPath, engine));
    for (const [version, node] of others.values()) {
      expect(available(node), version).toEqual(engines);
      engines.forEach((engine, index) => {
        expect(lossOf(node, engine), `${version}, ${engine}`).toBeCloseTo(losses[index] ?? NaN, 6);
      });
    }
  },
);
