import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/directory.ts';
import { cnnc, fileOf } from './run-cnnc.ts';

/** Clears the screen, ends the line, turns the direction of writing, rings. */
const hostile = 'x\u001b[2J\nerror: y\u202ez\u009b1m\u0007';
const shown = 'x\\u{1b}[2J\\u{a}error: y\\u{202e}z\\u{9b}1m\\u{7}';

/** What a terminal obeys, but for line ends. */
const obeyed = /(?!\n)[\p{Cc}\u202e]/u;

async function told(args: readonly string[]): Promise<string> {
  const { out, err } = await cnnc(args);
  expect(`${out}${err}`).not.toMatch(obeyed);
  return `${out}${err}`;
}

const model = 'model M {\n  input image: float32[8, 8, 3]\n  Flatten\n  output y: Dense(2)\n}\n';

describe('a name that a terminal would obey is shown', () => {
  it.each(['check', 'summary', 'run', 'fmt', 'graph'])(
    'by %s, of a file that is not there',
    async (command) => {
      expect(await told([command, `${hostile}.cnn`])).toContain(`${shown}.cnn`);
      await told([command, `${hostile}.cnn`, '--json']);
    },
  );

  it.each(['check', 'fmt', 'graph', 'summary'])('by %s, of a file with a mistake', async (command) => {
    const file = fileOf('model M {\n  input image: float32[8\n}\n', `${hostile.replaceAll('/', '')}.cnn`);
    expect(await told([command, file])).toContain(`${shown}.cnn`);
  });

  it('by build, of its folder', async () => {
    const out = join(temporaryDirectory(), hostile);
    expect(await told(['build', fileOf(model), '--target', 'onnx', '-o', out])).toContain(shown);
  });

  it.each([
    ['check', `--${hostile}`],
    ['run', 'none.cnn', '--engine', hostile],
    ['run', 'none.cnn', '--data', hostile],
    ['build', 'none.cnn', '--target', hostile, '-o', 'x'],
    [hostile],
  ])('of a command line: %j', async (...args) => {
    await told(args);
  });

  it('of pictures and classes', async () => {
    const directory = temporaryDirectory();
    const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    for (const name of ['a', hostile]) {
      mkdirSync(join(directory, name));
      for (const picture of ['1.png', '2.png']) writeFileSync(join(directory, name, picture), png);
      writeFileSync(join(directory, name, `${hostile}.txt`), '');
      writeFileSync(join(directory, name, `${hostile}.png`), '');
    }
    const file = fileOf(`
model M {
  input image: float32[8, 8, 3]
  Flatten
  output label: Dense(2, activation=softmax)
}
data D { source = folder("d")  field label: class[2]  split { train = 100% } }
train M on D {
  batch = 2
  objective label { loss = sparse_categorical_crossentropy }
  phase main { epochs = 1  optimizer = SGD }
}
`);
    const out = join(temporaryDirectory(), hostile);
    const text = await told(['run', file, '--engine', 'cpu', '--data', `D=${directory}`, '--out', out]);
    expect(text).toContain(`skipped ${shown}/${shown}.png`);
    expect(text).toContain(`\`${shown}/${shown}.txt\``);
  });
});
