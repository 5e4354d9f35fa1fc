import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../support/directory.ts';
import { smallSpec } from '../support/small-spec.ts';
import { cnnc } from './run-cnnc.ts';

test('summary and run show how many batches make an update', async () => {
  const directory = temporaryDirectory();
  const file = smallSpec(directory, { 'batch = 10': 'batch = 10  accumulate = 3' });
  expect((await cnnc(['summary', file])).out).toContain(' 10 × 3 ');
  expect((await cnnc(['summary', '--json', file])).out).toMatch(/"accumulate": ?3/);
  const { err, code } = await cnnc(['run', file, '--engine', 'cpu', '--out', join(directory, 'run')]);
  expect(err).toContain('10 × 3 · predicted peak memory');
  expect(err).toContain('CNN435');
  expect(code).toBe(0);
});
