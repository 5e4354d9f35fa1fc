import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { temporaryDirectory } from '../support/directory.ts';
import { smallSpec } from '../support/small-spec.ts';
import { cnnc } from './run-cnnc.ts';

vi.mock(import('../../runtime/report/make-report.ts'), () => ({
  makeReport: () => Promise.reject(new RangeError('Array buffer allocation failed')),
}));

afterEach(() => vi.unstubAllEnvs());

it('a report that fails for whatever reason is a warning of a run that has ended well', async () => {
  vi.stubEnv('CNNC_REPORT', 'on');
  const out = join(temporaryDirectory(), 'run');
  const ran = await cnnc(['run', smallSpec(temporaryDirectory()), '--out', out, '--engine', 'cpu']);
  expect(ran.code).toBe(0);
  expect(ran.err).toMatch(/warning\[CNN766\].*cannot be made: Array buffer allocation failed/);
  expect(existsSync(join(out, 'summary.json'))).toBe(true);
});
