import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DataSpec } from '../../../../compiler/data/data-spec.ts';
import { Loader, wantedFields, type Batch, type LoaderOptions } from '../../../../runtime/data/batches.ts';
import { openData } from '../../../../runtime/data/open-data.ts';
import { workerPool } from '../../../../runtime/data/workers/worker-pool.ts';
import { compiledWorker } from '../../../support/compiled-worker.ts';
import { sample } from '../../../support/sample.ts';
import { temporaryDirectory } from '../../../support/directory.ts';
import { failureOf, linesOf } from '../../../support/failure.ts';
import { testSpan } from '../../../support/span.ts';
import { dataSpec } from '../../../support/specs.ts';

/** Two classes of twelve noisy pictures each, one of which is none. */
async function photos(): Promise<DataSpec> {
  const directory = temporaryDirectory();
  for (const name of ['a', 'b']) {
    mkdirSync(join(directory, name));
    for (let index = 0; index < 12; index++) {
      const [width, height] = [9 + index, 20 - index];
      const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
      const file = join(directory, name, `${index}.png`);
      await sharp({ create: { width, height, channels: 3, background: 'black', noise } }).toFile(file);
    }
  }
  writeFileSync(join(directory, 'b', '3.png'), 'broken');
  return dataSpec({
    source: { kind: 'folder', directory, span: testSpan },
    fields: [
      { name: 'label', type: { kind: 'class', classes: 2 }, span: testSpan },
      { name: 'image', type: { kind: 'tensor', dtype: 'uint8', shape: [null, null, 3] }, span: testSpan },
    ],
    split: { train: 1, valid: 0, test: 0 },
    prepare: [
      {
        kind: 'Resizing',
        height: 8,
        width: 8,
        interpolation: 'bilinear',
        cropToAspectRatio: false,
      },
      { kind: 'Rescaling', scale: 1 / 255, offset: 0 },
    ],
  });
}

/** Every batch of two epochs, the second in reverse order, and what could not be read. */
async function twoEpochs(
  spec: DataSpec,
  options: LoaderOptions,
): Promise<{ batches: Batch[]; skipped: string[] }> {
  const data = await openData(spec, { base: '/' });
  const loader = new Loader(data, wantedFields(spec.fields, new Map(), new Set(['label', 'image'])), options);
  const batches: Batch[] = [];
  try {
    for (const order of [data.split.train, data.split.train.toReversed()]) {
      for await (const batch of loader.batches(order, 5)) batches.push(batch);
    }
  } finally {
    await loader.close();
  }
  return { batches, skipped: [...loader.skipped.keys()] };
}

describe('workers', () => {
  let entry: URL;
  beforeAll(async () => {
    entry = await compiledWorker();
  });

  it('give the batches that the run itself would make, however many there are and whatever is kept', async () => {
    const spec = await photos();
    const alone = await twoEpochs(spec, {});
    expect(alone.skipped).toEqual([join('b', '3.png')]);
    expect(alone.batches.map(({ count }) => count)).toEqual([5, 5, 5, 5, 3, 5, 5, 5, 5, 3]);
    const rooms = [0, 2000, 1e6];
    const pairs = [1, 3, 8].flatMap((count) => rooms.map((room) => [count, room] as const));
    for (const [count, room] of sample(pairs, 3)) {
      expect(await twoEpochs(spec, { workers: { count, entry }, room })).toEqual(alone);
    }
  });

  it('augment as the run itself would, from wherever it goes on', async () => {
    const sampling = { fill: 'reflect', interpolation: 'bilinear', value: 0 } as const;
    const spec: DataSpec = {
      ...(await photos()),
      augment: [
        { kind: 'RandomFlip', horizontal: true, vertical: false },
        { kind: 'RandomRotation', factor: [-0.1, 0.1], sampling },
        { kind: 'RandomContrast', factor: [0.5, 1.5], range: [0, 1] },
      ],
    };
    const data = await openData(spec, { base: '/' });
    const wanted = wantedFields(spec.fields, new Map(), new Set(['image']));
    const read = async (loader: Loader, epoch: number, cursor = 0): Promise<Batch[]> => {
      const batches: Batch[] = [];
      const draws = { seed: 1, path: `main/${epoch}/augment` };
      for await (const batch of loader.batches(data.split.train, 5, cursor, draws)) batches.push(batch);
      return batches;
    };
    const alone = new Loader(data, wanted);
    const pooled = new Loader(data, wanted, { workers: { count: 2, entry } });
    const first = await read(alone, 1);
    expect(await read(pooled, 1)).toEqual(first);
    expect([...pooled.skipped]).toEqual([...alone.skipped]);
    // The second time, from what was kept.
    expect(await read(pooled, 1)).toEqual(first);
    expect(await read(pooled, 1, first[1]?.cursor)).toEqual(first.slice(2));
    expect((await read(pooled, 2))[0]).not.toEqual(first[0]);
    await pooled.close();
  });

  it('share what there is to do', async () => {
    const telling = await compiledWorker(`import { parentPort, threadId } from 'node:worker_threads';
      parentPort.on('message', ({ number }) =>
        parentPort.postMessage({ number, outcomes: [{ unreadable: String(threadId) }] }));`);
    const pool = workerPool({ fields: [], prepare: [], augment: [] }, { count: 3, entry: telling });
    const once = await Promise.all(Array.from({ length: 6 }, () => pool.run({ items: [], keep: false })));
    await pool.close();
    const threads = once.map(([outcome]) => (outcome && 'unreadable' in outcome ? outcome.unreadable : ''));
    expect(new Set(threads).size).toBe(3);
    for (const thread of threads) expect(threads.filter((each) => each === thread)).toHaveLength(2);
  });

  it('are not asked again for what is kept', async () => {
    const spec = await photos();
    const data = await openData(spec, { base: '/' });
    const wanted = wantedFields(spec.fields, new Map(), new Set(['image']));
    const loader = new Loader(data, wanted, { workers: { count: 1, entry } });
    const read = async (): Promise<number> => {
      let examples = 0;
      for await (const { count } of loader.batches(data.split.train, 6)) examples += count;
      return examples;
    };
    expect(await read()).toBe(23);
    await loader.close();
    expect(await read()).toBe(23);
  });

  it('end the run with one message where one fails', async () => {
    const spec = await photos();
    const failing = await compiledWorker(`throw new Error('no memory is left')`);
    const failure = await failureOf(() => twoEpochs(spec, { workers: { count: 2, entry: failing } }));
    expect(linesOf(failure)).toEqual([
      'CNN642: a thread that prepares the data failed: no memory is left',
      'fix: go on with `--resume`; where memory was short, close other programs or use a smaller batch',
    ]);
  });

  it('that are stopped in the middle of a batch leave nothing behind', async () => {
    const spec = await photos();
    const data = await openData(spec, { base: '/' });
    const wanted = wantedFields(spec.fields, new Map(), new Set(['image']));
    const loader = new Loader(data, wanted, { workers: { count: 2, entry } });
    for await (const batch of loader.batches(data.split.train, 4)) {
      expect(batch.count).toBe(4);
      break;
    }
    await loader.close();
  });
});
