import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { planForEngine } from '../../cli/run/engine-memory.ts';
import { availability } from '../../runtime/engines/tensorflow/tensorflow-engine.ts';
import { chooseEngine } from '../../runtime/engines/registry.ts';
import { compileText } from '../support/compile-text.ts';
import { temporaryDirectory } from '../support/directory.ts';
import { fileOf, repositoryFile } from './run-cnnc.ts';

/** A network of so many layers that branches and joins again, on pictures of 64×64. */
const text = (layers: number, batch: number): string => `model Deep {
  input image: float32[64, 64, 3]
  Conv2D(32, 3, padding=same)
  repeat ${layers} {
    residual { Conv2D(32, 3, padding=same, activation=relu) Conv2D(32, 3, padding=same, use_bias=false) BatchNormalization }
    ReLU
  }
  GlobalAveragePooling2D
  output label: Dense(3, activation=softmax)
}
data D { source = shapes(count=48, size=64, channels=3, classes=3)  field label: class[3]  split { train = 100% } }
train Deep on D {
  batch = ${batch}
  objective label { loss = sparse_categorical_crossentropy }
  phase main { epochs = 1  optimizer = Adam }
}`;

/** The most memory that a process ever had in which a run was trained. */
function processPeak(source: string): number {
  const args = [repositoryFile('dist/cli/main.js'), 'run', '--json', '--engine', 'tensorflow'];
  const out = join(temporaryDirectory(), 'run');
  const { stdout, stderr, status } = spawnSync(process.execPath, [...args, '--out', out, fileOf(source)], {
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  const last = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { readonly process_peak_bytes: number };
  return last.process_peak_bytes;
}

/** What is foretold; undefined where it is not: without the library, or on a GPU. */
async function foretold(source: string, batch: number): Promise<number | undefined> {
  const choice = await chooseEngine('tensorflow');
  const train = compileText(source).value.trains[0]?.spec;
  if (!choice.ok || train === undefined) throw new Error('nothing to train');
  const { processBytes } = choice.loaded;
  return (
    processBytes && Math.max(...planForEngine(train, choice.loaded).map((plan) => processBytes(plan, batch)))
  );
}

const here = (await availability()).available && (await foretold(text(1, 1), 1)) !== undefined;

test.skipIf(!here)(
  'a process on TensorFlow grows by what is foretold, and never by more',
  { timeout: 120_000 },
  async () => {
    const grown = processPeak(text(6, 48)) - processPeak(text(1, 1));
    const predicted = (await foretold(text(6, 48), 48)) ?? 0;
    expect(grown).toBeLessThan(predicted);
    expect(grown).toBeGreaterThan(0.85 * predicted);
  },
);
