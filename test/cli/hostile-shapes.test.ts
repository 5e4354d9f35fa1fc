import { describe, expect, it } from 'vitest';
import { cnnc, fileOf } from './run-cnnc.ts';
import { hostileShapes } from './hostile-shapes.ts';

/** Milliseconds of a processor, where the sources run untranslated beside other tests; what is quadratic takes far longer. */
const patience = 10_000;

describe('small files that ask for much work', () => {
  it.each(hostileShapes)('$what', async ({ text }) => {
    const file = fileOf(text());
    const before = process.cpuUsage();
    const { err } = await cnnc(['check', file]);
    const { user, system } = process.cpuUsage(before);
    expect(err).not.toContain('internal error');
    expect(err.length).toBeLessThan(1_000_000);
    expect((user + system) / 1000).toBeLessThan(patience);
  });
});
