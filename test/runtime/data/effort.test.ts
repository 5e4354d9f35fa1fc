import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Effort } from '../../../runtime/data/effort.ts';
import { scanFolder } from '../../../runtime/data/folder/scan.ts';
import { dataPlace } from '../../support/data-place.ts';
import { temporaryDirectory } from '../../support/directory.ts';

test('an effort is shared, and what is left of a part is there for others', async () => {
  const effort = new Effort(10);
  await effort.share(6, (part) => Promise.resolve(part.take(4)));
  expect([effort.left, effort.isSpent(), effort.take(7), effort.isSpent()]).toEqual([6, false, false, true]);
});

test('of a folder no more is listed than an effort reaches, of each class something', async () => {
  const directory = temporaryDirectory();
  for (const name of ['a', 'b', 'c']) {
    mkdirSync(join(directory, name));
    for (let index = 0; index < 200; index++) writeFileSync(join(directory, name, `${index}.png`), '');
  }
  const scan = (left: number) => scanFolder(dataPlace(directory, { classes: 3 }), new Effort(left));
  const [whole, some] = [await scan(10_000), await scan(400)];
  expect([whole.files.length, whole.isWhole]).toEqual([600, true]);
  expect([some.classNames, some.isWhole]).toEqual([['a', 'b', 'c'], false]);
  expect(some.files.length).toBeLessThan(400);
  expect(new Set(some.files.map(({ label }) => label))).toEqual(new Set([0, 1, 2]));
});
