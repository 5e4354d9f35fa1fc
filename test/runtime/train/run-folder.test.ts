import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DataSpec } from '../../../compiler/data/data-spec.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { failureOf, linesOf } from '../../support/failure.ts';
import { fakeTrain } from '../../support/fake-engine.ts';
import { sample } from '../../support/sample.ts';
import { newFolder, run, twoPhases } from './attempt.ts';

describe('the run folder', () => {
  it('is not made where something else is', async () => {
    const path = temporaryDirectory();
    writeFileSync(join(path, 'thesis.txt'), 'x');
    expect(linesOf(await failureOf(() => run(path)))[0]).toBe(
      `CNN621: \`${path}\` already holds files that are not a run`,
    );
    expect(readdirSync(path)).toEqual(['thesis.txt']);
    expect(linesOf(await failureOf(() => run(join(path, 'thesis.txt'))))[0]).toMatch(
      /cannot be written: it is a file$/,
    );
    expect(linesOf(await failureOf(() => run(join(path, 'thesis.txt', 'run'))))[0]).toMatch(
      /^CNN620: .*: a part of its path is not a directory$/,
    );
    const done = newFolder();
    await run(done);
    expect(linesOf(await failureOf(() => run(done)))[0]).toBe(`CNN621: \`${done}\` already holds a run`);
  });

  it('may be an empty folder, or what is left of one that was killed while it was made', async () => {
    const path = temporaryDirectory();
    expect((await run(path)).status).toBe('done');
    for (const name of readdirSync(path)) {
      if (name !== 'run.json' && name !== 'spec.cnn') rmSync(join(path, name));
    }
    writeFileSync(join(path, '.spec.cnn.1-1-00000000-000000000000.tmp'), 'half');
    writeFileSync(join(path, '.checkpoint.safetensors.tmp'), 'of an earlier version');
    expect((await run(path)).status).toBe('done');
    expect(readdirSync(path)).toHaveLength(5);
  });

  it('is not made where a person keeps a file of a name that a run uses', async () => {
    const path = temporaryDirectory();
    writeFileSync(join(path, 'spec.cnn'), 'my own');
    expect(linesOf(await failureOf(() => run(path)))[0]).toMatch(
      /^CNN621: .* holds files that are not a run$/,
    );
    writeFileSync(join(path, 'run.json'), '{"my": "own"}');
    expect(linesOf(await failureOf(() => run(path)))[0]).toMatch(
      /^CNN621: .* holds files that are not a run$/,
    );
    expect(readFileSync(join(path, 'spec.cnn'), 'utf8')).toBe('my own');
    expect(readdirSync(path)).toEqual(['run.json', 'spec.cnn']);
  });

  it.skipIf(process.getuid?.() === 0)('says where it may not write', async () => {
    const path = temporaryDirectory();
    mkdirSync(join(path, 'closed'));
    chmodSync(join(path, 'closed'), 0o500);
    expect(linesOf(await failureOf(() => run(join(path, 'closed', 'run'))))[0]).toMatch(/^CNN620/);
  });

  it('is resumed only with what it was made from', async () => {
    const path = newFolder();
    await run(path);
    const train = {
      ...fakeTrain(
        [
          ['head', 1],
          ['tune', 3],
        ],
        12,
      ),
      name: 'Other',
    };
    expect(
      linesOf(await failureOf(() => run(path, { train, resume: true, seed: 3, text: 'other' }))),
    ).toEqual([
      `CNN623: the run in \`${path}\` was made from something else`,
      'note: train: Fake in the run, Other now',
      'note: the .cnn file has changed since (`spec.cnn` in the run is what it was)',
      'note: seed: 1 in the run, 3 now',
      'note: batch of phase head: 10 in the run, 12 now',
      'note: epochs of phase head: 2 in the run, 1 now',
      'note: batch of phase tune: 10 in the run, 12 now',
      'fix: resume with what it was made from, or leave out `--resume` and give another `--out DIR`',
    ]);
  });

  it('says how its data differ', async () => {
    const path = newFolder();
    await run(path);
    const train = {
      ...twoPhases,
      data: { ...twoPhases.data, source: { ...twoPhases.data.source, count: 70 } as DataSpec['source'] },
    };
    expect(linesOf(await failureOf(() => run(path, { train, resume: true })))).toContain(
      'note: data: 60 examples in the run, 70 now',
    );
    const seeded = { ...twoPhases, data: { ...twoPhases.data, seed: 2 } };
    expect(linesOf(await failureOf(() => run(path, { train: seeded, resume: true })))).toContain(
      'note: data: other files, or other content, than in the run',
    );
  });

  it('is resumed only with the imported files that it was made from', async () => {
    const path = newFolder();
    await run(path, {
      imports: new Map([
        ['blocks.cnn', 'a'],
        ['heads.cnn', 'b'],
      ]),
    });
    const now = new Map([
      ['blocks.cnn', 'c'],
      ['heads.cnn', 'b'],
    ]);
    expect(linesOf(await failureOf(() => run(path, { imports: now, resume: true })))).toContain(
      'note: `blocks.cnn`, which it imports, has changed since',
    );
    const file = join(path, 'run.json');
    const {
      imports: _,
      checksum: _none,
      ...older
    } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify({ ...older, format: 1 }));
    expect(await run(path, { resume: true })).toMatchObject({ status: 'done' });
  });

  it('says what is wrong with a folder that is no run, or is damaged', async () => {
    const path = temporaryDirectory();
    const complaint = async (): Promise<string | undefined> =>
      linesOf(await failureOf(() => run(path, { resume: true })))[0];
    expect(await complaint()).toBe(`CNN622: \`${path}\` is not a run to resume: it has no \`run.json\``);
    writeFileSync(join(path, 'run.json'), '{"format": 1');
    expect(await complaint()).toBe(
      `CNN622: \`${path}\` is not a run to resume: its \`run.json\` is damaged: it is not JSON`,
    );
    const done = newFolder();
    await run(done);
    const identity = join(done, 'run.json');
    const written = readFileSync(identity);
    const resumed = async (bytes: Uint8Array): Promise<string | undefined> => {
      writeFileSync(identity, bytes);
      return linesOf(await failureOf(() => run(done, { resume: true })))[0];
    };
    for (const at of sample([...written.keys()], 60)) {
      const flipped = Buffer.from(written);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      expect([at, await resumed(flipped)]).toEqual([at, expect.stringMatching(/^CNN622: .*`run.json`/)]);
    }
    const edited = written.toString().replace(/"epochs": (\d)/, '"epochs": 1$1');
    expect(await resumed(Buffer.from(edited))).toBe(
      `CNN622: \`${done}\` is not a run to resume: its \`run.json\` is damaged: its content is not what was written: it does not come to its checksum`,
    );
    writeFileSync(identity, JSON.stringify(JSON.parse(written.toString())));
    expect(await run(done, { resume: true })).toMatchObject({ status: 'done' });
    const file = join(done, 'checkpoint.safetensors');
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, bytes.length - 4));
    const [line] = linesOf(await failureOf(() => run(done, { resume: true })));
    expect(line).toMatch(
      /^CNN624: the checkpoint .* is damaged: its tensors take 24 bytes, but 20 are there$/,
    );
    expect(existsSync(file)).toBe(true);
  });
});
