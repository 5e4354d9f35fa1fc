import { appendFileSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BoardEvent } from '../../../runtime/tensorboard/encode-event.ts';
import { EventFolder } from '../../../runtime/tensorboard/event-folder.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { eventsIn } from '../../support/event-records.ts';

const upTo = (step: number): readonly BoardEvent[] =>
  Array.from({ length: step }, (_, index) => ({
    step: index + 1,
    values: [{ tag: 'loss', scalar: index }],
  }));

const stepsIn = (folder: string) => eventsIn(folder).map((events) => events.map(({ step }) => step));

/** A folder with the events of so many steps. */
async function written(steps: number): Promise<{ folder: string; file: string }> {
  const folder = join(temporaryDirectory(), 'train');
  const events = await EventFolder.open(folder);
  expect(events.last).toBeUndefined();
  for (let step = 1; step <= steps; step++) await events.append(upTo(step));
  const [name = ''] = readdirSync(folder);
  return { folder, file: join(folder, name) };
}

describe('a folder of event files', () => {
  it('gets what is new in one file, and nothing where there is nothing', async () => {
    const { folder, file } = await written(3);
    expect(file).toMatch(/events\.out\.tfevents\.\d{10}\.cnnc\.v2$/);
    expect(stepsIn(folder)).toEqual([[1, 2, 3]]);
    await (await EventFolder.open(folder)).append(upTo(3));
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('is gone on with in a file that comes after, without what is there', async () => {
    const { folder } = await written(2);
    const events = await EventFolder.open(folder);
    expect(events.last).toBe(2);
    await events.append(upTo(4));
    expect(stepsIn(folder)).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('gets again what a kill has torn', async () => {
    const { folder, file } = await written(3);
    truncateSync(file, statSync(file).size - 5);
    const events = await EventFolder.open(folder);
    expect(events.last).toBe(2);
  });

  it('knows how far a file goes that ends in what is no record', async () => {
    const { folder, file } = await written(2);
    appendFileSync(file, Buffer.alloc(100, 7));
    writeFileSync(join(folder, 'notes.txt'), 'no events');
    expect((await EventFolder.open(folder)).last).toBe(2);
  });
});
