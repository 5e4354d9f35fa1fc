import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../cli/commands.ts';
import { temporaryDirectory } from '../support/directory.ts';
import { sample } from '../support/sample.ts';
import { cnnc, fileOf } from './run-cnnc.ts';

/*
 * Every option of every command, with values that a person would not give: a message and an exit code of wrong usage or
 * of a failed command, never an internal error.
 */

const values: readonly string[] = [
  ...['', ' ', '-', '--', '=', 'x=', '=x', 'x=y', 'D=', 'D=/nowhere', '__proto__=x', 'constructor=x'],
  ...[
    '-1',
    '0',
    '00',
    '1.5',
    '1e99',
    '1e-9',
    'NaN',
    'Infinity',
    '-Infinity',
    '0x10',
    '9007199254740993',
    '٣',
  ],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'valueOf'],
  ...['abc', 'ünïcode', '\u001b[31m', 'line\nbreak', '"', "'", '$(x)', '%s', '../..', '/dev/null'],
  'a'.repeat(5000),
];

/** Its data is not there, so that a run ends before it begins. */
const spec = `
data D { source = folder("nowhere")  field label: class[2]  prepare { Resizing(8, 8) } }
model M { input image: float32[8, 8, 3] Flatten output label: Dense(2, activation=softmax) }
train M on D { batch = 4 memory = 1 GiB objective label { loss = sparse_categorical_crossentropy } phase main { epochs = 1 optimizer = SGD } }
`;

/** What a build needs beside the option that is tried. */
const neededBy = (command: string, option: string): readonly string[] =>
  command !== 'build'
    ? []
    : [
        ...(option === '--target' ? [] : ['--target=onnx']),
        ...(option === '--out' ? [] : [`--out=${join(temporaryDirectory(), 'built')}`]),
      ];

const options = await Promise.all(
  commands.map(async ({ name, load }) => {
    const definition = await load();
    return definition.options
      .filter(({ syntax }) => syntax.includes('<'))
      .map(({ syntax }) => ({ command: name, option: /--[\w-]+/.exec(syntax)?.[0] ?? syntax }));
  }),
);

/** A value where a file would be written, in a folder of its own. */
const placed = (option: string, value: string): string =>
  option === '--out' && value !== '' ? join(temporaryDirectory(), encodeURIComponent(value)) : value;

describe.each(options.flat())('$command $option', ({ command, option }) => {
  it('takes or refuses whatever it is given', async () => {
    const file = fileOf(spec);
    // Each picture that is drawn takes a while.
    const tried = command === 'graph' ? sample(values, 12) : values;
    for (const value of tried) {
      const words = command === 'engines' ? ['install', 'nothing'] : [file, ...neededBy(command, option)];
      const ran = await cnnc([command, ...words, `${option}=${placed(option, value)}`]);
      expect([0, 1, 2], `${option}=${value.slice(0, 40)}: ${ran.err}`).toContain(ran.code);
      expect(ran.out + ran.err, value).not.toMatch(/internal error|native code|\[object|\n\s+at /);
      if (ran.code !== 0) expect(ran.err.trim(), value).not.toBe('');
    }
  });
});

it.each(['constructor', '__proto__', 'toString', 'gpu', 'GPU', 'cuda', 'mps', ''])(
  '--engine %s is told what there is',
  async (name) => {
    const { code, err } = await cnnc(['run', fileOf(spec), '--engine', name]);
    expect(code).toBe(2);
    expect(err).toMatch(/engines are auto, tensorflow|did you mean `(tensorflow|webgpu)`\?/);
  },
);

it('what an option brought is mended in the option', async () => {
  const file = fileOf(spec);
  const { code, err } = await cnnc(['run', file, '--data', 'D=nowhere-either', '--engine', 'cpu']);
  expect([code, err]).toEqual([
    1,
    `error[CNN601]: there is no directory \`nowhere-either\`, given for the data \`D\`
  = fix: correct \`--data D=PATH\`; the path is relative to where the command runs
`,
  ]);
  const drawn = spec.replace('folder("nowhere")', 'shapes(100, size=8, channels=3, classes=2)');
  const ran = await cnnc(['run', fileOf(drawn), '--batch', '100000', '--engine', 'cpu']);
  expect(ran.err).toMatch(
    /^error\[CNN613\]: a batch of 100000 is larger .*\n {2}= fix: use `--batch \d+` or less/m,
  );
});

it('names that objects have by themselves are names of data like any other', async () => {
  const text = spec.replaceAll(/\bD\b/g, 'constructor');
  const { code, err } = await cnnc(['run', fileOf(text), '--engine', 'cpu']);
  expect(err).toMatch(/there is no directory `[^`]*nowhere`/);
  expect(code).toBe(1);
});
