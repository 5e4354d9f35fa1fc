import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { litterBytes } from '../../runtime/prepare/whole-process.ts';
import { temporaryDirectory } from '../support/directory.ts';
import { fileOf, repositoryFile } from './run-cnnc.ts';

/** Activations are most of what it needs, and variables the most of the rest. */
const text = `model Net {
  input image: float32[64, 64, 3]
  repeat 4 { Conv2D(32, 3, padding=same, use_bias=false) BatchNormalization ReLU }
  MaxPool2D
  Flatten
  Dense(64, activation=relu)
  output label: Dense(3, activation=softmax)
}
data D { source = shapes(count=32, size=64, channels=3, classes=3)  field label: class[3]  split { train = 75%  valid = 25% } }
train Net on D {
  batch = 24
  objective label { loss = sparse_categorical_crossentropy }
  phase main { epochs = 2  optimizer = Adam }
}`;

interface Done {
  readonly peak_bytes: number;
  readonly process_peak_bytes: number;
  readonly process_foretold_bytes: number;
}

test('on onnx a process needs what was foretold, and no more', { timeout: 120_000 }, () => {
  const program = repositoryFile('dist/cli/main.js');
  const out = join(temporaryDirectory(), 'run');
  const args = [program, 'run', '--json', '--engine', 'onnx', '--out', out, fileOf(text)];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  const done = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Done;
  expect(done.process_foretold_bytes).toBeGreaterThan(done.peak_bytes);
  expect(done.process_peak_bytes).toBeLessThanOrEqual(done.process_foretold_bytes);
  // Two epochs leave little of the litter for which there is room.
  expect(done.process_peak_bytes).toBeGreaterThan(0.87 * (done.process_foretold_bytes - litterBytes));
});
