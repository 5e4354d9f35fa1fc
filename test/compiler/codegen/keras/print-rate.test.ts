import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { isSchedule, rateAt } from '../../../../compiler/catalogue/schedules/rate-at.ts';
import { compileText } from '../../../support/compile-text.ts';
import { temporaryDirectory } from '../../../support/directory.ts';
import { pythonWith } from '../../../support/python.ts';
import { packageOf } from './package-of.ts';

const rates = [
  'CosineDecay(0.1)',
  'CosineDecay(0.1, decay_steps=7, alpha=0.1, warmup_steps=3)',
  'CosineDecay(0.01, warmup_target=0.1, warmup_steps=epochs(1))',
  'CosineDecayRestarts(0.1, first_decay_steps=4, m_mul=0.5)',
  'ExponentialDecay(0.1, decay_steps=epochs(1), decay_rate=0.5, staircase=true)',
  'InverseTimeDecay(1, decay_steps=3, decay_rate=0.5)',
  'PolynomialDecay(0.1, power=2)',
  'PiecewiseConstantDecay([2, 5], [0.3, 0.2, 0.1], warmup_steps=2)',
  'PiecewiseConstantDecay([epochs(1), epochs(2)], [1, 0.2, 0.1])',
  'OneCycle(0.1)',
  'OneCycle(0.1, total_steps=9, anneal=linear, rise=0.5)',
  'ConstantRate(0.2, warmup_steps=5)',
  'ReduceLROnPlateau(0.1, factor=0.5, patience=2)',
];

const spec = `model Net {
  input image: float32[8, 8, 1]
  Flatten
  output shape: Dense(4, activation=softmax)
}
data Shapes {
  source = shapes(count=40, size=8, classes=4)
  field shape: class[4]
  split { train = 80%  valid = 20% }
  prepare { Rescaling(1/255) }
}
train Net on Shapes {
  batch = 8
  objective shape { loss = sparse_categorical_crossentropy }
  ${rates.map((rate, index) => `phase p${index} { epochs = 3  optimizer = SGD(learning_rate=${rate}) }`).join('\n  ')}
}`;

/** Trains nothing, and tells the rates of the first steps of each phase, and what else Keras is told of them. */
const script = `
import json, types
import keras, numpy as np
import package.net as net
told = []
compiles = keras.Model.compile
def compile(self, *, optimizer, **others):
    rate = optimizer._learning_rate
    told.append([float(rate(step) if callable(rate) else rate) for step in range(16)])
    compiles(self, optimizer=optimizer, **others)
def fit(self, *_, callbacks, **__):
    told.append([type(each).__name__ for each in callbacks])
    return types.SimpleNamespace(history={})
keras.Model.compile, keras.Model.fit = compile, fit
net.train(net.create_model(), (np.zeros((32, 8, 8, 1)), np.zeros(32)))
print(json.dumps(told))
`;

const python = pythonWith('tensorflow');

it.skipIf(python === undefined)('the rates of a Keras package are those of a run', async () => {
  const folder = temporaryDirectory();
  const inside = join(folder, 'package');
  const files = await packageOf(spec);
  for (const [name, text] of files) {
    mkdirSync(dirname(join(inside, name)), { recursive: true });
    writeFileSync(join(inside, name), text);
  }
  const told = execFileSync(python ?? '', ['-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' },
  });
  const found = JSON.parse(told.trim().split('\n').at(-1) ?? '') as (number | string)[][];
  const phases = compileText(spec).value.trains[0]?.spec.phases ?? [];
  for (const [index, { optimizer }] of phases.entries()) {
    const { learning_rate: rate } = optimizer.params;
    if (!isSchedule(rate)) throw new Error('no schedule');
    const place = { perEpoch: 4, epochs: 3, measured: { values: [], better: 'less' as const } };
    const due = Array.from({ length: 16 }, (_, step) => rateAt(rate, step, place));
    const given = found[2 * index] as number[];
    for (const [step, each] of due.entries())
      expect(Math.abs((given[step] ?? NaN) - each), `${rates[index]} at ${step}`).toBeLessThan(1e-6);
  }
  expect(found.at(-1)).toEqual(['ReduceLROnPlateau']);
});

it('a measure that a rate falls by is named, and which end of it is better', async () => {
  const text = [...(await packageOf(spec)).values()].join('\n').replaceAll(/\s+/g, ' ');
  expect(text).toContain('plateau={ "monitor": "val_loss", "mode": "min", "factor": 0.5, "patience": 2,');
  expect(text).toContain('updates = updates_of(train_data, 8)');
});
