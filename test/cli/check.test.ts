import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { idxSet, writeIdx, type IdxSet } from '../support/idx.ts';
import { specialFiles } from '../support/special-files.ts';
import { cnnc, fileOf, repositoryFile } from './run-cnnc.ts';
import { schemaErrors } from './schema.ts';

const wrong = 'model M {\n  input x: float32[8]\n  Dnse(3, use_bias="true")\n  let y = 3\n}\n';

test.each(['flower_locator', 'shapes', 'arithmetic'])(
  'the example %s has nothing wrong with it',
  async (name) => {
    const file = repositoryFile(`examples/${name}.cnn`);
    expect(await cnnc(['check', file])).toEqual({ code: 0, out: '1 file checked: no errors\n', err: '' });
  },
);

const withData = (source: string, batch = 2): string => `model M { input image: float32[2, 3, 1]
  Flatten  output label: Dense(3, activation=softmax) }
data D { source = ${source}  field label: class[3]  split { train = 100% }  prepare { Rescaling(1/255) } }
train M on D { batch = ${batch}  objective label { loss = sparse_categorical_crossentropy }
  phase main { epochs = 1  optimizer = Adam } }`;

test('data that is not there is a warning: a run may be given another place', async () => {
  const { code, out, err } = await cnnc(['check', fileOf(withData('idx("nowhere")'))]);
  expect([code, out]).toEqual([0, '1 file checked: no errors, 1 warning\n']);
  expect(err).toMatch(/^warning\[CNN601\]: there is no directory `.*nowhere`\n.*:3:19\n/s);
});

test.each([
  ['a file is missing', (): void => undefined, 2, 'CNN602'],
  ['a file is cut off', (set: IdxSet): void => void (set.images = set.images.subarray(0, 30)), 2, 'CNN603'],
  ['a label is out of its classes', (set: IdxSet): void => void (set.labels[9] = 3), 2, 'CNN605'],
  ['a batch is larger than the training part', (): void => undefined, 9, 'CNN613'],
  ['nothing is wrong', (): void => undefined, 2, undefined],
])('what a run would refuse of data that is there is an error: %s', async (title, change, batch, code) => {
  const file = fileOf(withData('idx("data")', batch));
  const directory = join(dirname(file), 'data');
  mkdirSync(directory);
  const set = idxSet(7);
  change(set);
  writeIdx(directory, 'train', title === 'a file is missing' ? { images: set.images } : set);
  const { code: exit, err } = await cnnc(['check', file]);
  expect([exit, /^error\[(\w+)\]/.exec(err)?.[1]]).toEqual([code === undefined ? 0 : 1, code]);
});

test('an error is told on stderr, a verdict on stdout, and the exit code is 1', async () => {
  const file = fileOf(wrong);
  const { code, out, err } = await cnnc(['check', file]);
  expect(code).toBe(1);
  expect(out).toBe('1 file checked: 1 error, 1 warning\n');
  expect(err).toContain(`error[CNN102]: there is no layer \`Dnse\`\n  ┌─ ${file}:3:3`);
  expect(err).toContain('warning[CNN131]: the value `y` is never used');
});

test('a warning alone is no failure', async () => {
  const { code, out } = await cnnc(['check', fileOf('let x = 3')]);
  expect([code, out]).toEqual([0, '1 file checked: no errors, 1 warning\n']);
});

test('several files, one of which is not there', async () => {
  const { code, out, err } = await cnnc(['check', fileOf('let x = 3'), '/nowhere/at.cnn']);
  expect([code, out]).toEqual([1, '2 files checked: 1 error, 1 warning\n']);
  expect(err).toContain('error[CNN650]: `/nowhere/at.cnn` cannot be read: there is no such file');
});

test.each([
  ['that is not UTF-8', new Uint8Array([0x66, 0xff, 0xfe, 0x00]), 'it is not a UTF-8 text'],
  ['with zero bytes', 'let x\0 = 3', 'it is not a text'],
  ['of 17 MiB', new Uint8Array(17 * 1024 * 1024), 'it has 17.8 MB, and at most 16.8 MB are read'],
])('a file %s cannot be read', async (_title, content, reason) => {
  const { code, err } = await cnnc(['check', fileOf(content)]);
  expect(code).toBe(1);
  expect(err).toContain(reason);
  expect(err).not.toMatch(/^\s+at /m);
});

test.each(specialFiles)('%s is no source, and nothing waits for it', async (_kind, make) => {
  const { code, err } = await cnnc(['check', await make('model.cnn')]);
  expect([code, err]).toEqual([1, expect.stringMatching(/cannot be read: it is .*, not a file\n.*fix: /s)]);
});

test('an empty file and a byte order mark are nothing wrong', async () => {
  expect((await cnnc(['check', fileOf('')])).code).toBe(0);
  expect((await cnnc(['check', fileOf('\uFEFFlet x = 1')])).code).toBe(0);
});

test('--json gives every diagnostic by the schema, with zero-based places, and nothing on stderr', async () => {
  const file = fileOf(wrong);
  const { code, out, err } = await cnnc(['check', '--json', file, '/nowhere/at.cnn']);
  const result = JSON.parse(out) as { diagnostics: Record<string, unknown>[] };
  expect([code, err]).toEqual([1, '']);
  expect(schemaErrors('diagnostics', result)).toEqual([]);
  expect(result.diagnostics.map((each) => each['code'])).toEqual(['CNN102', 'CNN131', 'CNN650']);
  const range = { start: { line: 2, character: 2 }, end: { line: 2, character: 6 } };
  expect(result.diagnostics[0]).toEqual({
    code: 'CNN102',
    severity: 'error',
    message: 'there is no layer `Dnse`',
    file,
    range,
    fix: { title: 'did you mean `Dense`?', edits: [{ file, range, new_text: 'Dense' }] },
  });
});

test('--json has what was being expanded', async () => {
  const file = fileOf('model M {\n  input x: float32[8]\n  Dropout(2)\n}');
  const { out } = await cnnc(['check', '--json', file]);
  const { diagnostics } = JSON.parse(out) as { diagnostics: Record<string, unknown>[] };
  const range = { start: { line: 0, character: 6 }, end: { line: 0, character: 7 } };
  expect(diagnostics.map(({ code, stack }) => [code, stack])).toEqual([
    ['CNN113', [{ text: 'M', file, range }]],
  ]);
});

test('--json of every case is by the schema', async () => {
  for (const name of ['expressions', 'parameters', 'shapes', 'bodies', 'data', 'training']) {
    const { out } = await cnnc(['check', '--json', repositoryFile(`test/cases/${name}.cnn`)]);
    expect(schemaErrors('diagnostics', JSON.parse(out))).toEqual([]);
  }
});
