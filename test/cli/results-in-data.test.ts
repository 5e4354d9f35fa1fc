import {
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
  openSync,
  closeSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { cnnc, repositoryFile } from './run-cnnc.ts';
import { temporaryDirectory } from '../support/directory.ts';
import { smallSpec } from '../support/small-spec.ts';

/** A folder with pictures of three classes in `pictures`, and a file that trains on them. */
async function pictures(): Promise<{ readonly base: string; readonly data: string; readonly file: string }> {
  const base = temporaryDirectory();
  const data = join(base, 'pictures');
  const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  for (const name of ['a', 'b', 'c']) {
    mkdirSync(join(data, name), { recursive: true });
    for (let index = 0; index < 10; index++) writeFileSync(join(data, name, `${index}.png`), bytes);
  }
  const file = smallSpec(base, {
    'shapes(count=60, size=8, channels=1, classes=3)': 'folder("pictures")',
    'field label: class[3]': 'field image: float32[8, 8, 1]\n  field label: class[3]',
  });
  return { base, data, file };
}

const record = JSON.stringify({ target: 'onnx', model: 'M', files: [] });

describe('results beside and in data', () => {
  it('a run, a build or a picture in a folder of classes is refused, with a place that is right', async () => {
    const { base, data, file } = await pictures();
    symlinkSync(data, join(base, 'link'));
    for (const command of [
      ['run', file, '--engine', 'cpu', '--epochs', '1', '--out', join(data, 'run')],
      ['run', file, '--engine', 'cpu', '--epochs', '1', '--out', join(base, 'link', 'a', 'new', 'second')],
      ['build', file, '--target', 'onnx', '-o', join(data, 'build')],
      ['graph', file, '-o', join(data, 'net.svg')],
    ]) {
      const place = command.at(-1) ?? '';
      const { code, err } = await cnnc(command);
      expect([code, existsSync(place)]).toEqual([1, false]);
      expect(err).toContain(`error[CNN691]: \`${place}\` lies in the directory of the data \`Shapes\``);
      const [, option = '', other = ''] = /`(--out|-o) (.*)`, say/.exec(err) ?? [];
      const mended = await cnnc([...command.slice(0, -2), option, other]);
      expect([mended.code, existsSync(other)]).toEqual([0, true]);
    }
  });

  it('folders of runs and builds among classes are none, and are counted', async () => {
    const { base, data, file } = await pictures();
    const out = join(base, 'run');
    await cnnc(['run', file, '--engine', 'cpu', '--epochs', '1', '--out', out]);
    for (const name of ['run-1', 'runs/D-1', 'runs/D-2', 'net'])
      mkdirSync(join(data, name), { recursive: true });
    for (const name of ['run-1', 'runs/D-1', 'runs/D-2'])
      writeFileSync(join(data, name, 'run.json'), readFileSync(join(out, 'run.json')));
    writeFileSync(join(data, 'net', 'cnnc.json'), record);
    for (const command of [
      ['check'],
      ['run', '--engine', 'cpu', '--epochs', '1', '--out', join(base, 'second')],
    ]) {
      const { code, err, out: told } = await cnnc([command[0] ?? '', file, ...command.slice(1)]);
      expect(code).toBe(0);
      expect(err + told).toContain('3 files of the data are left out');
      expect(err + told).toContain('`net` is a build');
      expect(err + told).toContain('`run-1` is the folder of a run');
      expect(err + told).toContain('`runs` holds runs');
    }
  });

  it('a folder of pictures that is called as ours is a class', async () => {
    const { data, file } = await pictures();
    mkdirSync(join(data, 'runs'));
    writeFileSync(join(data, 'runs', '1.png'), readFileSync(join(data, 'a', '0.png')));
    expect((await cnnc(['check', file])).err).toContain('has 4 class folders');
  });

  it('`graph --force` replaces nothing of the data', async () => {
    const base = temporaryDirectory();
    mkdirSync(join(base, 'mnist'));
    const held = join(base, 'mnist', 'train-images-idx3-ubyte');
    writeFileSync(held, 'pixels');
    const file = smallSpec(base, { 'shapes(count=60, size=8, channels=1, classes=3)': 'idx("mnist")' });
    const { code, err } = await cnnc(['graph', file, '--force', '-o', held]);
    expect([code, readFileSync(held, 'utf8')]).toEqual([1, 'pixels']);
    expect(err).toContain('error[CNN691]');
    const own = join(base, 'mnist', 'net.svg');
    for (const _ of ['new', 'replaced'])
      expect(await cnnc(['graph', file, '-o', own])).toMatchObject({ code: 0 });
  });

  it('`graph - < net.cnn` never replaces what is piped in', () => {
    const base = temporaryDirectory();
    const file = smallSpec(base);
    const before = readFileSync(file, 'utf8');
    const input = openSync(file, 'r');
    const { status, stderr } = spawnSync(
      process.execPath,
      [repositoryFile('dist/cli/main.js'), 'graph', '-', '--force', '-o', file],
      { stdio: [input, 'pipe', 'pipe'], encoding: 'utf8' },
    );
    closeSync(input);
    expect([status, readFileSync(file, 'utf8')]).toEqual([1, before]);
    expect(stderr).toContain('is a file that is read');
  });
});
