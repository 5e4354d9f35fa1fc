import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CodeBuild } from '../../../../runtime/build/code/code-build.ts';
import { driftOf, writeCode } from '../../../../runtime/build/code/write-code.ts';
import { digestOf } from '../../../../runtime/build/spec-digest.ts';
import { runtimeMessages } from '../../../../runtime/messages.ts';
import { RunError } from '../../../../runtime/run-error.ts';
import { temporaryDirectory } from '../../../support/directory.ts';

const buildOf = (texts: Readonly<Record<string, string>>): CodeBuild => {
  const files = new Map(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)]));
  const digests = Object.fromEntries([...files].map(([path, bytes]) => [path, digestOf([bytes])]));
  return { files, record: { target: 'typescript', model: 'Net', files: [...files.keys()], digests } };
};

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.catch((reason: unknown) => reason);
  if (!(error instanceof RunError)) return String(error);
  return error.diagnostics.map(({ code, notes = [] }) => [code, ...notes].join(' ')).join();
};

describe('writing code', () => {
  it('replaces what it wrote itself, takes away what is made no more, and leaves what others put there', async () => {
    const out = join(temporaryDirectory(), 'src');
    await writeCode(out, buildOf({ 'net.ts': 'one', 'old.ts': 'old' }), false);
    writeFileSync(join(out, 'main.ts'), 'mine');
    await writeCode(out, buildOf({ 'net.ts': 'two', 'lib/parts.ts': 'parts' }), false);
    expect(readFileSync(join(out, 'net.ts'), 'utf8')).toBe('two');
    expect(readFileSync(join(out, 'lib/parts.ts'), 'utf8')).toBe('parts');
    expect(readFileSync(join(out, 'main.ts'), 'utf8')).toBe('mine');
    expect(existsSync(join(out, 'old.ts'))).toBe(false);
  });

  it('says what it has taken away', async () => {
    const out = join(temporaryDirectory(), 'src');
    await writeCode(out, buildOf({ 'net.ts': 'one', 'weights.safetensors': 'w' }), false);
    expect(await writeCode(out, buildOf({ 'net.ts': 'one' }), false)).toEqual(['weights.safetensors']);
    expect(await writeCode(out, buildOf({ 'net.ts': 'one' }), false)).toEqual([]);
  });

  it('follows no link that leads out of the folder, whatever its record says, not even where it is told to', async () => {
    const [out, victim] = [join(temporaryDirectory(), 'src'), temporaryDirectory()];
    await writeCode(out, buildOf({ 'net.ts': 'one', 'link/x.ts': 'theirs' }), false);
    rmSync(join(out, 'link'), { recursive: true });
    writeFileSync(join(victim, 'x.ts'), 'theirs');
    symlinkSync(victim, join(out, 'link'));
    expect(await driftOf(out, buildOf({ 'net.ts': 'one' }))).toEqual([]);
    for (const force of [false, true])
      expect(await writeCode(out, buildOf({ 'net.ts': 'one' }), force)).toEqual([]);
    expect(readFileSync(join(victim, 'x.ts'), 'utf8')).toBe('theirs');
    const into = buildOf({ 'net.ts': 'two', 'link/new.ts': 'new' });
    expect(await codeOf(writeCode(out, into, true))).toBe('CNN672');
    expect(existsSync(join(victim, 'new.ts'))).toBe(false);
    expect(readFileSync(join(out, 'net.ts'), 'utf8')).toBe('one');
  });

  it('leaves nothing behind where not all can be written', async () => {
    const folder = temporaryDirectory();
    const out = join(folder, 'src');
    const tooLong = `${'a'.repeat(300)}.ts`;
    expect(await codeOf(writeCode(out, buildOf({ 'net.ts': 'one', [tooLong]: 'two' }), false))).toBe(
      'CNN672',
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves a file that is as it would be', async () => {
    const out = join(temporaryDirectory(), 'src');
    await writeCode(out, buildOf({ 'net.ts': 'one' }), false);
    const { mtimeMs } = statSync(join(out, 'net.ts'));
    await writeCode(out, buildOf({ 'net.ts': 'one' }), false);
    expect(statSync(join(out, 'net.ts')).mtimeMs).toBe(mtimeMs);
  });

  it('does not overwrite what a person has edited, unless it is told to', async () => {
    const out = join(temporaryDirectory(), 'src');
    await writeCode(out, buildOf({ 'net.ts': 'one', 'old.ts': 'old' }), false);
    writeFileSync(join(out, 'net.ts'), 'edited');
    writeFileSync(join(out, 'old.ts'), 'edited too');
    expect(await codeOf(writeCode(out, buildOf({ 'net.ts': 'two' }), false))).toBe(
      'CNN710 of a person: `net.ts`, `old.ts`',
    );
    expect(readFileSync(join(out, 'net.ts'), 'utf8')).toBe('edited');
    await writeCode(out, buildOf({ 'net.ts': 'two' }), true);
    expect(readFileSync(join(out, 'net.ts'), 'utf8')).toBe('two');
    expect(existsSync(join(out, 'old.ts'))).toBe(false);
  });

  it('does not take the build of another spec, or for another target, away, unless it is told to', async () => {
    const out = join(temporaryDirectory(), 'src');
    const buildWith = (more: object, files: Readonly<Record<string, string>>) => {
      const { record, ...build } = buildOf(files);
      return { ...build, record: { ...record, ...more } };
    };
    const made = (source: string) => ({ made: { version: '1', spec: '', source } });
    await writeCode(out, buildWith(made('a.cnn'), { 'a.ts': 'one' }), false);
    const other = buildWith(made('b.cnn'), { 'b.ts': 'two' });
    expect(await codeOf(writeCode(out, other, false))).toContain('CNN712');
    const elsewhere = buildWith({ ...made('a.cnn'), target: 'keras' }, { 'a.py': 'two' });
    expect(await codeOf(writeCode(out, elsewhere, false))).toContain('CNN712');
    expect(existsSync(join(out, 'a.ts'))).toBe(true);
    await writeCode(out, buildWith(made('a.cnn'), { 'a.ts': 'three' }), false);
    await writeCode(out, other, true);
    expect(existsSync(join(out, 'a.ts'))).toBe(false);
  });

  it('does not overwrite a file where no build was', async () => {
    const out = join(temporaryDirectory(), 'src');
    mkdirSync(out);
    writeFileSync(join(out, 'net.ts'), 'mine');
    expect(await codeOf(writeCode(out, buildOf({ 'net.ts': 'two' }), false))).toContain('CNN710');
  });

  it('takes nothing away outside its folder, whatever its record says', async () => {
    const directory = temporaryDirectory();
    const out = join(directory, 'src');
    writeFileSync(join(directory, 'mine.ts'), 'mine');
    await writeCode(out, buildOf({ 'net.ts': 'one', 'lib/parts.ts': 'parts' }), false);
    writeFileSync(join(out, 'main.ts'), 'mine');
    // The last leads back into the folder.
    const files = ['net.ts', '../mine.ts', 'lib/../main.ts'];
    const record = { target: 'typescript', model: 'Net', files, digests: {} };
    writeFileSync(join(out, 'cnnc.json'), JSON.stringify(record));
    await writeCode(out, buildOf({ 'net.ts': 'one' }), true);
    expect(existsSync(join(directory, 'mine.ts'))).toBe(true);
    expect(existsSync(join(out, 'main.ts'))).toBe(true);
  });
});

describe('how code has drifted', () => {
  it('is told of files that were edited, are missing, or are made no more', async () => {
    const out = join(temporaryDirectory(), 'src');
    await writeCode(out, buildOf({ 'net.ts': 'one', 'old.ts': 'old' }), false);
    writeFileSync(join(out, 'net.ts'), 'edited');
    expect(await driftOf(out, buildOf({ 'net.ts': 'one', 'new.ts': 'new' }))).toEqual([
      { path: 'net.ts', found: 'edited', made: 'one' },
      { path: 'new.ts', found: undefined, made: 'new' },
      { path: 'old.ts', found: 'old', made: undefined },
    ]);
  });
});

it('a training whose sizes nobody says is left out, with the options that give them', () => {
  expect(runtimeMessages.trainingLeftOut('Net', ['h', 'w'])).toMatchObject({
    code: 'CNN711',
    severity: 'warning',
    fix: { title: 'give them: `--size h=N --size w=N`' },
  });
});
