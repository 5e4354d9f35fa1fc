import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { idxBytes } from '../support/idx.ts';
import { cnnc, fileOf } from './run-cnnc.ts';

const training = (source: string, input: string, batch = 2, more = ''): string => `model M {
  input image: float32[${input}]  Flatten  output label: Dense(2, activation=softmax) }
data D { source = ${source}  field label: class[2]  split { train = 100% }  prepare { Rescaling(1/255) }  ${more} }
train M on D { batch = ${batch}  objective label { loss = sparse_categorical_crossentropy }
  phase main { epochs = 1  optimizer = Adam } }`;

async function pictures(file: string, count: number): Promise<string> {
  const image = await sharp({ create: { width: 6, height: 4, channels: 3, background: '#c80' } })
    .png()
    .toBuffer();
  const directory = join(dirname(file), 'data');
  for (const name of ['a', 'b']) {
    mkdirSync(join(directory, name), { recursive: true });
    for (let index = 0; index < count; index++) writeFileSync(join(directory, name, `${index}.png`), image);
  }
  return directory;
}

test('of many pictures some are looked at, and all are counted', async () => {
  const file = fileOf(training('folder("data")', '4, 6, 3', 521));
  await pictures(file, 260);
  const { code, out, err } = await cnnc(['check', file]);
  expect([code, out]).toEqual([1, '1 file checked: 1 error; looked at 500 of 520 pictures of `D`\n']);
  expect(err).toContain('error[CNN613]: a batch of 521 is larger than the training part, which has 520');
});

test('a picture that does not fit its input is told by its header', async () => {
  const file = fileOf(training('folder("data")', '4, 4, 3'));
  await pictures(file, 2);
  const { code, err } = await cnnc(['check', file]);
  expect([code, /^error\[CNN614\].*/.exec(err)?.[0]]).toEqual([
    1,
    'error[CNN614]: the input `image` takes [4, 4, 3], but the prepared image is [4, 6, 3]',
  ]);
});

test('what begins as no picture is told where the data is strict, or where nothing else is there', async () => {
  const strict = fileOf(training('folder("data")', '4, 6, 3', 2, 'strict = true'));
  writeFileSync(join(await pictures(strict, 2), 'b', '1.png'), 'no picture');
  expect((await cnnc(['check', strict])).err).toMatch(/^error\[CNN611\]: `b.1.png` cannot be read/);
  const lax = fileOf(training('folder("data")', '4, 6, 3'));
  const directory = await pictures(lax, 1);
  writeFileSync(join(directory, 'b', '0.png'), 'no picture');
  expect((await cnnc(['check', lax])).code).toBe(0);
  writeFileSync(join(directory, 'a', '0.png'), 'no picture');
  const { err } = await cnnc(['check', lax]);
  expect(err).toMatch(/^error\[CNN611\]: none of the images/);
  expect(err).toMatch(/the first, `a.0.png`: it is no JPEG/);
});

test('pictures of a large IDX file are not read, and labels as far as they are few', async () => {
  const file = fileOf(training('idx("data")', '28, 28, 1'));
  const directory = join(dirname(file), 'data');
  mkdirSync(directory);
  const count = 5_000_000;
  const write = (name: string, sizes: readonly number[]): void => {
    writeFileSync(join(directory, name), idxBytes(sizes, []));
    truncateSync(
      join(directory, name),
      4 + 4 * sizes.length + sizes.reduce((product, size) => product * size, 1),
    );
  };
  write('train-images-idx3-ubyte', [count, 28, 28]);
  write('train-labels-idx1-ubyte', [count]);
  expect(await cnnc(['check', file])).toEqual({
    code: 0,
    out: '1 file checked: no errors; looked at 0 of 5,000,000 labels of `D`\n',
    err: '',
  });
});
