import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedDirectory, temporaryDirectory } from '../support/directory.ts';
import { eventsIn } from '../support/event-records.ts';
import { pythonWith } from '../support/python.ts';
import { smallSpec } from '../support/small-spec.ts';
import { cnnc } from './run-cnnc.ts';

const once = { 'phase main { epochs = 2': 'phase main { epochs = 1' };

const tagsIn = (folder: string) => eventsIn(folder).flat().at(-1)?.tags;
const stepsIn = (folder: string) => eventsIn(folder).map((events) => events.map(({ step }) => step));

describe('cnnc run --tensorboard', () => {
  const directory = sharedDirectory();
  const run = (spec: string, out: string, ...options: readonly string[]) =>
    cnnc(['run', spec, '--out', out, '--engine', 'cpu', ...options]);

  it('writes epochs into the folder of the run, and goes on in new files with those that are new', async () => {
    const out = join(directory(), 'run');
    const board = join(out, 'tensorboard');
    const first = await run(smallSpec(directory(), once), out, '--tensorboard');
    expect(first.code).toBe(0);
    expect(stepsIn(join(board, 'train'))).toEqual([[0, 1, 2]]);
    const second = await run(smallSpec(directory()), out, '--resume', '--tensorboard');
    expect(second).toMatchObject({ code: 0 });
    expect(stepsIn(join(board, 'train'))).toEqual([[0, 1, 2], [3]]);
    expect(stepsIn(join(board, 'validation'))).toEqual([[1, 2], [3]]);
    expect(eventsIn(join(board, 'train')).flat()[0]?.tags).toEqual(['first_batch']);
    expect(stepsIn(join(board, 'test'))).toEqual([[2], [3]]);
    expect(tagsIn(join(board, 'validation'))).toEqual(['loss', 'accuracy']);
    expect(tagsIn(join(board, 'train'))).toEqual([
      ...['loss', 'accuracy', 'learning_rate', 'images_per_second', 'share_waiting_for_data'],
      ...['conv2d/kernel', 'conv2d/bias', 'batch_normalization/gamma', 'batch_normalization/beta'],
      ...['batch_normalization/moving_mean', 'batch_normalization/moving_variance'],
      ...['label/kernel', 'label/bias'],
    ]);
  });

  it('adds the epochs that were trained without it', async () => {
    const out = join(directory(), 'later');
    const board = join(directory(), 'logs');
    expect(await run(smallSpec(directory(), once), out)).toMatchObject({ code: 0 });
    expect(await run(smallSpec(directory()), out, '--resume', '--tensorboard', board)).toMatchObject({
      code: 0,
    });
    expect(stepsIn(join(board, 'train'))).toEqual([[0, 1, 2, 3]]);
  });

  it('refuses a folder with files of another run before it begins', async () => {
    const board = join(directory(), 'logs');
    mkdirSync(join(board, 'validation'), { recursive: true });
    writeFileSync(join(board, 'validation', 'events.out.tfevents.1700000000.other'), '');
    const out = join(directory(), 'refused');
    const { code, err } = await run(smallSpec(directory()), out, '--tensorboard', board);
    expect(code).toBe(1);
    expect(err).toContain(`error[CNN786]: \`${board}\` holds files for TensorBoard of another run`);
    expect(readdirSync(directory())).not.toContain('refused');
  });

  it('warns once where it cannot write, and trains on', async () => {
    const outer = temporaryDirectory();
    const board = join(outer, 'board');
    writeFileSync(board, 'a file');
    const { code, err } = await run(smallSpec(outer), join(outer, 'run'), '--tensorboard', board);
    expect(code).toBe(0);
    expect(err.match(/CNN785/g)).toHaveLength(1);
    expect(err).toContain(`\`${board}\` gets no more of this run for TensorBoard: a part of its path is not`);
    expect(err).toContain('epoch 2/2');
  });

  it('does not take the file of the network for its folder', async () => {
    const { code, err } = await cnnc(['run', '--tensorboard', 'net.cnn']);
    expect(code).toBe(2);
    expect(err).toContain('write the file first: `cnnc run net.cnn --tensorboard`');
  });

  const python = pythonWith('tensorflow');
  it.skipIf(python === undefined)(
    'writes what TensorFlow reads',
    async () => {
      const out = join(directory(), 'read');
      expect(await run(smallSpec(directory()), out, '--tensorboard')).toMatchObject({ code: 0 });
      const read = execFileSync(python ?? '', ['-c', reader, join(out, 'tensorboard/train')], {
        stdio: ['ignore', 'pipe', 'ignore'],
        encoding: 'utf8',
      });
      expect(JSON.parse(read)).toEqual({
        losses: [1, 2, 3],
        bins: [30, 3],
        kernel: 36,
        pictures: [10, 8, 8, 3],
      });
    },
    60_000,
  );
});

const reader = `
import json, os, sys
import tensorflow as tf
name = os.path.join(sys.argv[1], os.listdir(sys.argv[1])[0])
records = sum(1 for _ in tf.data.TFRecordDataset(name))
events = list(tf.compat.v1.train.summary_iterator(name))
assert records == len(events) and events[0].file_version == 'brain.Event:2'
values = [(e.step, v.tag, tf.make_ndarray(v.tensor)) for e in events for v in e.summary.value]
kernel = [t for _, tag, t in values if tag == 'conv2d/kernel'][-1]
pictures = [t for _, tag, t in values if tag == 'first_batch'][0]
first = tf.io.decode_image(pictures[2])
assert [int(x) for x in pictures[:2]] == [8, 8]
print(json.dumps({
  'losses': [step for step, tag, t in values if tag == 'loss' and 0 < t < 10],
  'bins': list(kernel.shape),
  'kernel': int(kernel[:, 2].sum()),
  'pictures': [len(pictures) - 2, *first.shape],
}))
`;
