import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cnnc, fileOf, repositoryFile } from './run-cnnc.ts';
import { schemaErrors } from './schema.ts';

const fashion = repositoryFile('examples/fashion_mnist.cnn');
const several =
  'model First { input x: float32[8] Dense(3) }\nmodel Second { input x: float32[8] Dense(4) }\n';

describe('cnnc graph', () => {
  it('prints the picture in the README (else `cnnc graph examples/fashion_mnist.cnn -o docs/fashion-cnn.svg`)', async () => {
    const { code, out, err } = await cnnc(['graph', fashion]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(readFileSync(repositoryFile('docs/fashion-cnn.svg'), 'utf8'));
    expect(readFileSync(repositoryFile('README.md'), 'utf8')).toContain('(docs/fashion-cnn.svg)');
  });

  it('refuses a picture of thousands of boxes, in the time that it takes to count them', async () => {
    const layers = Array.from({ length: 1001 }, (_, index) => `Dense(${index + 1})`).join(' ');
    const { code, out, err } = await cnnc(['graph', fileOf(`model M { input x: float32[8] ${layers} }`)]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('error[CNN703]: a picture of `M` would have 1003 boxes, and 1000 are the most');
  });

  it('refuses a picture of thousands of arrows past boxes, in the time that it takes to count them', async () => {
    const layers = 'Concatenate(with=x) '.repeat(300);
    const { code, out, err } = await cnnc(['graph', fileOf(`model M { input x: float32[8] ${layers} }`)]);
    expect([code, out]).toEqual([1, '']);
    // The input goes past 0 + 1 + … + 299 boxes.
    expect(err).toContain('`M` would pass by 44850 rows of boxes, and 5000 are the most');
  });

  it('writes a file, and says so on stderr', async () => {
    const file = join(dirname(fileOf('')), 'picture.svg');
    expect(await cnnc(['graph', fashion, '-o', file])).toEqual({
      code: 0,
      out: '',
      err: `${file}: FashionCnn\n`,
    });
    expect(readFileSync(file, 'utf8')).toMatch(/^<svg /);
    const nowhere = await cnnc(['graph', fashion, '-o', '/nowhere/at/all.svg']);
    expect([nowhere.code, nowhere.out]).toEqual([1, '']);
    expect(nowhere.err).toContain(
      'error[CNN651]: `/nowhere/at/all.svg` cannot be written: a folder on its path is missing',
    );
  });

  it('replaces a picture of its own or an empty file, and what else is there only when told to', async () => {
    const source = fileOf(several);
    const file = join(dirname(source), 'picture');
    const draw = (...args: readonly string[]) => cnnc(['graph', source, '--model', 'First', ...args]);
    writeFileSync(file, '');
    for (const args of [[], [], ['--html'], ['--html'], []]) {
      expect(await draw('-o', file, ...args)).toMatchObject({ code: 0 });
    }
    writeFileSync(file, '<svg>drawn by hand</svg>');
    const refused = await draw('-o', file);
    expect(refused.err).toMatch(/^error\[CNN681\]: `.*` is there already, and this command did not make it/);
    expect(readFileSync(file, 'utf8')).toBe('<svg>drawn by hand</svg>');
    expect(await draw('-o', file, '--force')).toMatchObject({ code: 0 });
    expect(readFileSync(file, 'utf8')).toMatch(/^<svg /);
  });

  it('never replaces what it draws, by whatever name, nor what is no file', async () => {
    const source = fileOf(several);
    const link = join(dirname(source), 'link.svg');
    symlinkSync(source, link);
    symlinkSync('nowhere', join(dirname(source), 'lost.svg'));
    const failures: readonly (readonly [string, RegExp])[] = [
      [source, /CNN682\]: `.*` is a file that is read/],
      [link, /CNN682\]: `.*` is a file that is read/],
      [dirname(source), /CNN683\]: `.*` is a directory/],
      ['/dev/null', /CNN683\]: `.*` is a device or a pipe/],
      [join(dirname(source), 'lost.svg'), /CNN683\]: `.*` is a link that leads nowhere/],
      ['', /^error: `-o` is given an empty name\n.*fix: write `-o net.svg`, say/],
    ];
    for (const [out, message] of failures) {
      const { code, err } = await cnnc(['graph', source, '--model', 'First', '--force', '-o', out]);
      expect([code, out]).toEqual([out === '' ? 2 : 1, out]);
      expect(err).toMatch(message);
    }
    expect(readFileSync(source, 'utf8')).toBe(several);
  });

  it('never replaces what the drawn file reads: what it imports, and weights', async () => {
    const folder = dirname(fileOf(''));
    const [source, part, weights] = ['net.cnn', 'part.cnn', 'w.safetensors'].map((name) =>
      join(folder, name),
    );
    if (source === undefined || part === undefined || weights === undefined) throw new Error();
    writeFileSync(part, 'model Part { input x: float32[8] Dense(3) }\n');
    writeFileSync(weights, 'numbers');
    writeFileSync(
      source,
      'import { Part } from "part.cnn" model M { input x: float32[8] Part(weights="w.safetensors") }\n',
    );
    for (const out of [part, weights]) {
      const before = readFileSync(out, 'utf8');
      const { code, err } = await cnnc(['graph', source, '--force', '-o', out]);
      expect([code, readFileSync(out, 'utf8')]).toEqual([1, before]);
      expect(err).toMatch(/CNN682\]: `.*` is a file that is read/);
    }
  });

  it('draws the model that is meant', async () => {
    const file = fileOf(several);
    const { out } = await cnnc(['graph', file, '--model', 'Second']);
    expect(out).toContain('>Second<');
    const unclear = await cnnc(['graph', file]);
    expect([unclear.code, unclear.out]).toEqual([2, '']);
    expect(unclear.err).toContain('choose one with `--model`, of First, Second');
    expect((await cnnc(['graph', file, '--model', 'Secnd'])).err).toContain('did you mean `Second`?');
    expect(await cnnc(['graph', fileOf('let x = 1')])).toMatchObject({ code: 2, out: '' });
  });

  it('marks what a phase freezes', async () => {
    const file = fileOf(`
      model M { input image: float32[8, 8, 1] Conv2D(2, 3) Flatten output shape: Dense(2, activation=softmax) }
      data D { source = shapes(10, size=8, classes=2) field shape: class[2] }
      train M on D {
        batch = 4
        objective shape { loss = sparse_categorical_crossentropy }
        phase main { freeze conv2d epochs = 1 optimizer = SGD }
      }`);
    const { code, out } = await cnnc(['graph', file]);
    expect([code, out.match(/class="frozen"/g)?.length]).toEqual([0, 2]);
  });

  it('--html makes a page, --json tells both by the schema', async () => {
    const html = await cnnc(['graph', fashion, '--html']);
    expect(html.out).toMatch(/^<!doctype html>/);
    const file = join(dirname(fileOf('')), 'page.html');
    for (const args of [[], ['--html'], ['--html', '-o', file]]) {
      const { code, out, err } = await cnnc(['graph', fashion, '--json', ...args]);
      expect([code, err, schemaErrors('graph', JSON.parse(out))]).toEqual([0, '', []]);
    }
    expect(existsSync(file)).toBe(true);
  });

  it('a mistake in a train or data block is told, and the model drawn', async () => {
    const file = fileOf(`
      model M { input image: float32[8, 8, 1] Flatten output shape: Dense(2, activation=softmax) }
      data D { source = shapes(10, size=8, classes=2) field shape: class[2] sed = 3 }
      train M on D { batch = 4 objective shape { loss = msq } phase main { epochs = 1 optimizer = SGD } }`);
    const { code, out, err } = await cnnc(['graph', file]);
    expect([code, out.startsWith('<svg ')]).toEqual([1, true]);
    expect(err).toMatch(/CNN302[^]*CNN410/);
    const asJson = await cnnc(['graph', file, '--json']);
    expect([asJson.code, schemaErrors('diagnostics', JSON.parse(asJson.out))]).toEqual([1, []]);
  });

  it('a file with an error is not drawn', async () => {
    const file = fileOf('model M { input x: float32[8] Dnse(3) }');
    expect(await cnnc(['graph', file])).toMatchObject({ code: 1, out: '' });
    const { code, out } = await cnnc(['graph', '--json', file]);
    expect([code, schemaErrors('diagnostics', JSON.parse(out))]).toEqual([1, []]);
  });
});
