import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { readAndCompile } from '../../runtime/spec/read-and-compile.ts';
import { temporaryDirectory } from '../support/directory.ts';
import { cnnc } from './run-cnnc.ts';

const model = `import { Unit } from "parts/unit.cnn"

model Net {
  input x: float32[8]
  Unit
}
`;
const nothing = () => Readable.from([]);

let folder = '';
beforeEach(() => {
  folder = temporaryDirectory();
  mkdirSync(join(folder, 'parts'));
  writeFileSync(join(folder, 'net.cnn'), model);
  writeFileSync(join(folder, 'parts', 'unit.cnn'), 'block Unit { Dense(4) }\n');
});

describe('one way to read and compile', () => {
  it('brings what is imported, and its text', async () => {
    const { module, imports, diagnostics } = await readAndCompile(join(folder, 'net.cnn'), nothing);
    expect(diagnostics).toEqual([]);
    expect(module?.models.map(({ name }) => name)).toEqual(['Net']);
    expect([...imports.keys()]).toEqual([join(folder, 'parts/unit.cnn')]);
  });

  it('says why a file cannot be read', async () => {
    const { module, diagnostics } = await readAndCompile(join(folder, 'none.cnn'), nothing);
    expect(module).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(['CNN650']);
  });

  it('follows links to what is imported within their folder, and none that leads out of it', async () => {
    const elsewhere = temporaryDirectory();
    writeFileSync(join(elsewhere, 'unit.cnn'), 'block Unit { Dense(4) }\n');
    symlinkSync(join(elsewhere, 'unit.cnn'), join(folder, 'parts', 'linked.cnn'));
    symlinkSync(elsewhere, join(folder, 'out'));
    symlinkSync('unit.cnn', join(folder, 'parts', 'within.cnn'));
    const told = async (path: string): Promise<readonly string[]> => {
      writeFileSync(join(folder, 'net.cnn'), model.replace('parts/unit.cnn', path));
      const { diagnostics } = await readAndCompile(join(folder, 'net.cnn'), nothing);
      return diagnostics.map(({ code, message }) => `${code} ${message.replace(/^.*: it/, 'it')}`);
    };
    for (const path of ['parts/linked.cnn', 'out/unit.cnn']) {
      expect(await told(path)).toEqual([
        expect.stringMatching(/^CNN685 it is, or lies behind, a link that leads out of `.*`$/),
      ]);
    }
    expect(await told('parts/within.cnn')).toEqual([]);
    for (const path of ['../'.repeat(20) + elsewhere.slice(1), elsewhere]) {
      expect(await told(`${path}/unit.cnn`)).toEqual([]);
    }
    mkdirSync(join(folder, 'parts', 'folder.cnn'));
    expect(await told('parts/folder.cnn')).toEqual(['CNN685 it is a directory, not a file']);
  });

  it('reads what is piped in as `-`', async () => {
    const piped = () => Readable.from([Buffer.from('model A { input x: float32[8] Dense(2) }')]);
    const { module, source } = await readAndCompile('-', piped);
    expect([source?.name, module?.models.length]).toEqual(['stdin', 1]);
  });

  it.each([
    ['check', []],
    ['summary', []],
    ['graph', []],
    ['build', ['--target', 'onnx', '-o', 'out']],
  ])('%s loads imports, and tells of a file that is not there', async (command, options) => {
    const args = options.map((option) => (option === 'out' ? join(folder, 'out') : option));
    const good = await cnnc([command, join(folder, 'net.cnn'), ...args]);
    expect([good.code, good.err]).toEqual([0, expect.not.stringContaining('error')]);
    const missing = await cnnc([command, join(folder, 'none.cnn'), ...args]);
    expect([missing.code, missing.err + missing.out]).toEqual([1, expect.stringContaining('CNN650')]);
  });
});
