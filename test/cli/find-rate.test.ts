import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../support/directory.ts';
import { smallSpec } from '../support/small-spec.ts';
import { cnnc } from './run-cnnc.ts';
import { eventsOf } from './run-events.ts';

test('cnnc run --find-rate tries rates, draws what the loss does, and trains nothing that stays', async () => {
  const directory = temporaryDirectory();
  const file = smallSpec(directory);
  const picture = join(directory, 'rates.svg');
  const args = ['run', file, '--engine', 'onnx', '--find-rate', '--out', picture];
  const told = await cnnc(args);
  expect(told).toMatchObject({ code: 0, err: '' });
  expect(told.out).toMatch(/phase +warm, \d+ updates on weights that are thrown away/);
  expect(told.out).toMatch(/steepest +(\d|none)/);
  expect(told.out).toMatch(/minimum +(\d|none)/);
  expect(readFileSync(picture, 'utf8')).toMatch(/^<svg .*<\/svg>\n$/s);
  const [event, ...others] = eventsOf((await cnnc([...args, '--json'])).out);
  expect(event).toMatchObject({ event: 'rates', phase: 'warm', picture });
  expect(others).toEqual([]);
  expect(readdirSync(directory).sort()).toEqual([file.split('/').at(-1), 'rates.svg'].sort());
  writeFileSync(picture, 'mine');
  expect(await cnnc(args)).toMatchObject({ code: 1, err: expect.stringContaining('CNN681') as string });
  expect(readFileSync(picture, 'utf8')).toBe('mine');
  expect((await cnnc([...args, '--resume'])).code).toBe(2);
});
