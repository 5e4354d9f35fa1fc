import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/directory.ts';
import { repositoryFile } from './run-cnnc.ts';

/* What a command loads: Node writes the address of every script that ran where NODE_V8_COVERAGE says. */

const main = repositoryFile('dist/cli/main.js');
const heavy = ['onnxruntime', '@tensorflow', 'sharp', 'elkjs', 'h5wasm', 'prettier', 'cli-progress'];

function loadedBy(...args: readonly string[]): readonly string[] {
  const directory = temporaryDirectory();
  execFileSync(process.execPath, [main, ...args], {
    env: { ...process.env, NODE_V8_COVERAGE: directory },
    stdio: 'ignore',
  });
  return readdirSync(directory).flatMap((name) => {
    const { result } = JSON.parse(readFileSync(join(directory, name), 'utf8')) as {
      result: { url: string }[];
    };
    return result.map(({ url }) => url).filter((url) => !url.startsWith('node:'));
  });
}

describe.skipIf(!existsSync(main))('what a command loads (needs the built command line)', () => {
  const example = repositoryFile('examples/fashion_mnist.cnn');

  it.each([['check', example], ['summary', example], ['--help']])(
    '%s loads no engine, no decoder, no layout',
    (...args) => {
      const loaded = loadedBy(...args);
      expect(loaded.length).toBeGreaterThan(0);
      expect(loaded.filter((url) => heavy.some((name) => url.includes(`node_modules/${name}`)))).toEqual([]);
    },
  );

  it('engines does load them, so that the measure works', () => {
    expect(loadedBy('engines').some((url) => url.includes('onnxruntime'))).toBe(true);
  });
});
