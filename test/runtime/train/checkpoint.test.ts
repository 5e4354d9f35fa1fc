import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { editCheckpoint } from '../../support/edit-checkpoint.ts';
import { failureOf, linesOf } from '../../support/failure.ts';
import { fakeTrain } from '../../support/fake-engine.ts';
import { newFolder, run, weightsOf } from './attempt.ts';

describe('a checkpoint that does not fit', () => {
  it.each([
    ['dense/kernel', undefined, 'it lacks `dense/kernel`'],
    ['dense/kernel/momentum', undefined, 'it lacks `dense/kernel/momentum`'],
    ['norm/moving_mean', [1, 2], 'it has the shape [1, 2] for `norm/moving_mean`'],
  ])('is refused: %s', async (name, shape, problem) => {
    const path = newFolder();
    await run(path, { train: fakeTrain([['main', 1]]) });
    editCheckpoint(path, ({ tensors }) => {
      const tensor = tensors.get(name);
      tensors.delete(name);
      if (tensor !== undefined && shape !== undefined) tensors.set(name, { ...tensor, shape });
    });
    const more = fakeTrain([['main', 2]]);
    const [line] = linesOf(await failureOf(() => run(path, { train: more, resume: true })));
    expect(line).toBe(`CNN624: the checkpoint \`${path}/checkpoint.safetensors\` is damaged: ${problem}`);
  });
});

describe('a checkpoint that somebody has changed', () => {
  const record = { phase: 'main', epoch: 3, measures: {}, images: 1, seconds: 1, waited: 0 };
  it.each<[string, object, RegExp]>([
    ['history of the wrong kind', { history: 5 }, /`history` must be array/],
    ['a history of nothing', { history: [{}] }, /`history\/0` must have required property 'phase'/],
    ['less history than epochs', { history: [] }, /its history lacks epoch 1 of phase main/],
    ['a phase that there is not', { phase: 7 }, /it is in phase 7 of 1/],
    ['a phase below none', { phase: -1 }, /`phase` must be >= 0/],
    ['more epochs than there are', { epoch: 9 }, /it has done 9 epochs of 2/],
    ['an epoch that was never trained', { epoch: 2 }, /it has done 5 steps where 10 are due/],
    ['other steps', { steps: 1e9 }, /it has done 1000000000 steps where 5 are due/],
    ['updates', { updates: 3 }, /it has added up batches, which its phase does not/],
    ['a fraction', { steps: 4.5 }, /`steps` must be integer/],
    ['an unheard of word', { epochs: 1 }, /it must NOT have additional properties: `epochs`/],
    ['a record too many', { history: [record, record] }, /its history lacks epoch 1 of phase main/],
    ['a test without figures', { test: {} }, /its test has other measures/],
    ['skipped files of another kind', { skipped: [['a']] }, /`skipped\/0` must NOT have fewer than 2 items/],
    [
      'a cursor beyond the data',
      { partial: { cursor: 1e6, sums: { loss: 1 }, examples: 1, seconds: 0, waited: 0 } },
      /it has used 1 of 1000000 of 42 examples/,
    ],
  ])('is refused with the place: %s', async (_, change, problem) => {
    const path = newFolder();
    await run(path, { train: fakeTrain([['main', 1]]) });
    editCheckpoint(path, (open) => (open.progress = { ...open.progress, ...change }));
    const lines = linesOf(
      await failureOf(() => run(path, { train: fakeTrain([['main', 2]]), resume: true })),
    );
    expect(lines[0]).toMatch(problem);
    expect(lines[1]).toBe('fix: remove the file to train from the beginning, or start a new run');
    rmSync(join(path, 'checkpoint.safetensors'));
    expect(await run(path, { train: fakeTrain([['main', 2]]), resume: true })).toMatchObject({
      status: 'done',
    });
  });

  it('is refused where a bit of a weight or a figure of its history is another, and nothing is written', async () => {
    const path = newFolder();
    await run(path, { train: fakeTrain([['main', 1]]) });
    const file = join(path, 'checkpoint.safetensors');
    const own = readFileSync(file);
    const weights = weightsOf(path);
    const flipped = Buffer.from(own);
    flipped[flipped.length - 2] = (flipped.at(-2) ?? 0) ^ 1;
    const edited = Buffer.from(own.toString('latin1').replace(/(images\W+)\d/, '$19'), 'latin1');
    const unsealed = Buffer.from(own.toString('latin1').replace('"content"', '"c0ntent"'), 'latin1');
    for (const bytes of [flipped, edited, unsealed]) {
      expect(bytes.equals(own)).toBe(false);
      writeFileSync(file, bytes);
      const lines = linesOf(
        await failureOf(() => run(path, { train: fakeTrain([['main', 2]]), resume: true })),
      );
      expect(lines[0]).toMatch(/^CNN624: .* is damaged: its content is not what was written/);
      expect(weightsOf(path)).toEqual(weights);
    }
  });

  it('of an earlier version has no checksum, and is gone on with', async () => {
    const path = newFolder();
    await run(path, { train: fakeTrain([['main', 1]]) });
    const file = join(path, 'checkpoint.safetensors');
    const text = readFileSync(file).toString('latin1').replace('cnnc-checkpoint-2', 'cnnc-checkpoint-1');
    writeFileSync(file, Buffer.from(text, 'latin1'));
    const more = await run(path, { train: fakeTrain([['main', 2]]), resume: true });
    expect(more.history).toHaveLength(2);
  });

  it('is refused where it is of another run, is none, or holds what is no number', async () => {
    const [path, other] = [newFolder(), newFolder()];
    await run(path);
    await run(other, { seed: 2 });
    const complaint = async (): Promise<string | undefined> =>
      linesOf(await failureOf(() => run(path, { resume: true })))[0];
    const file = join(path, 'checkpoint.safetensors');
    const own = readFileSync(file);
    writeFileSync(file, readFileSync(join(other, 'checkpoint.safetensors')));
    expect(await complaint()).toMatch(/is damaged: it is of another run$/);
    writeFileSync(file, readFileSync(join(path, 'weights.safetensors')));
    expect(await complaint()).toMatch(/is damaged: it is not a checkpoint$/);
    writeFileSync(file, own);
    editCheckpoint(path, ({ tensors }) => tensors.get('dense/kernel')?.data.fill(NaN));
    expect(await complaint()).toMatch(/is damaged: `dense\/kernel` is not finite$/);
    writeFileSync(file, Buffer.alloc(2 ** 22));
    expect(await complaint()).toMatch(/is damaged: it has .*, and at most .* are read$/);
  });
});
