import { expect, test } from 'vitest';
import { readColumns } from '../../../runtime/data/folder/box-columns.ts';

/** Bounds of processor time are an order of magnitude above what is needed, and far below that of comparing each with each. */
test('100,000 columns are as quick as their number, and a message names a few of them', () => {
  const header = Array.from({ length: 100_000 }, (_, index) => `c${index}`);
  const start = process.cpuUsage();
  const columns = readColumns(header);
  const { user } = process.cpuUsage(start);
  expect(user / 1e6).toBeLessThan(1.5);
  expect(columns).toMatchObject({
    found: expect.stringMatching(/^its columns are `c0`, .*`c11` and 99988 others$/) as string,
  });
  expect(readColumns([...header, 'C7'])).toMatchObject({ found: 'the column `c7` is there twice' });
});
