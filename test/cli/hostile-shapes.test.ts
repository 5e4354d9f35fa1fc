import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/directory.ts';
import { isLong, sample } from '../support/sample.ts';
import { share } from './hostile-shapes/hostile-shape.ts';
import { hostileShapes } from './hostile-shapes/hostile-shapes.ts';
import { cnnc } from './run-cnnc.ts';

/** Files of a part of the length: `npm run bench -- extremes` measures the program on the whole ones. */
share.of = isLong ? 0.25 : 1 / 12;

/** Milliseconds of a processor, where the sources run untranslated beside other tests. */
const patience = 12_000;

describe('small files that ask for much work', () => {
  it.each(sample(hostileShapes, 24))('$what', async ({ text, files }) => {
    const folder = temporaryDirectory();
    const file = join(folder, 'model.cnn');
    writeFileSync(file, text());
    for (const [name, content] of files?.() ?? []) writeFileSync(join(folder, name), content);
    const before = process.cpuUsage();
    const { err } = await cnnc(['check', file]);
    const { user, system } = process.cpuUsage(before);
    expect(err).not.toContain('internal error');
    expect(err.length).toBeLessThan(1_000_000);
    expect((user + system) / 1000).toBeLessThan(patience);
  });
});
