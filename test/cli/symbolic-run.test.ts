import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../support/directory.ts';
import { idxSet, writeIdx } from '../support/idx.ts';
import { cnnc } from './run-cnnc.ts';

const spec = `
data D { source = idx(".")  field label: class[3]  split { train = 100% } }
model M {
  input image: float32[?h, ?w, 1]
  require h % 4 == 0 : "the height {h} is no multiple of 4"
  Conv2D(2, 3)
  GlobalAveragePooling2D
  output label: Dense(3, activation=softmax)
}
train M on D {
  batch = 4
  objective label { loss = sparse_categorical_crossentropy }
  phase main { epochs = 1  optimizer = Adam }
}`;

/** Runs the model on images of a size; the run folder beside what was printed. */
async function runOn(height: number, width: number) {
  const directory = temporaryDirectory();
  const file = join(directory, 'm.cnn');
  writeFileSync(file, spec);
  writeIdx(directory, 'train', idxSet(8, height, width));
  const out = join(directory, 'run');
  return { ...(await cnnc(['run', file, '--out', out, '--engine', 'cpu'])), folder: out };
}

test('a run takes the sizes that its files have', async () => {
  const { code, out } = await runOn(8, 6);
  expect(code).toBe(0);
  expect(out).toMatch(/main +│ +1 │/);
});

test('a run is refused where its files break a contract, before anything is written', async () => {
  const { code, err, folder } = await runOn(9, 6);
  expect(code).toBe(1);
  expect(err).toContain('error[CNN434]: `M` does not fit h = 9, w = 6: the height 9 is no multiple of 4');
  expect(existsSync(folder)).toBe(false);
});
