import { describe, expect, test } from 'vitest';
import type { CompiledTrain } from '../../../compiler/compile.ts';
import { codesOf, compileText } from '../../support/compile-text.ts';

const model = `
  model Net {
    input image: float32[8, 8, 1]
    body: { Flatten first: Dense(4) second: Dense(4) }
    output shape: Dense(3, activation=softmax)
    output box: Dense(4)
  }
  data D {
    source = shapes(30, size=8, classes=3)
    field shape: class[3]
    field box: box[center]
    prepare { Rescaling(1/255) }
  }`;

function trainOf(text: string): CompiledTrain {
  const { value, diagnostics } = compileText(text);
  const [mistake] = diagnostics.filter(({ severity }) => severity === 'error');
  const [train] = value.trains;
  if (mistake !== undefined || train === undefined) throw new Error(mistake?.message ?? 'no train block');
  return train;
}

const objectives = `
  objective shape { loss = sparse_categorical_crossentropy weight = 0.8 metrics = [accuracy, TopKCategoricalAccuracy(k=2)] }
  objective box { loss = mae weight = 0.2 metrics = mse }`;

describe('a train block', () => {
  const { spec, plans } = trainOf(`${model}
    train Net on D as both {
      batch = 8
      memory = 1 GiB
      ${objectives}
      phase head { freeze body epochs = 2 optimizer = SGD(momentum=0.9) }
      phase tune { freeze body.first epochs = 3 batch = 4 memory = 2 MiB optimizer = Nadam
        objective box { weight = 0.5 } }
    }`);

  test('is named, bound to its data, and planned phase by phase', () => {
    expect([spec.name, spec.graph.name, spec.data.name, [...spec.inputs]]).toEqual([
      'both',
      'Net',
      'D',
      [['image', 'image']],
    ]);
    expect(plans.map(({ phase }) => phase)).toEqual(spec.phases);
  });

  test('gives its phases what they do not say otherwise', () => {
    expect(spec.phases.map(({ name, epochs, batch, memory }) => [name, epochs, batch, memory])).toEqual([
      ['head', 2, 8, 2 ** 30],
      ['tune', 3, 4, 2 * 2 ** 20],
    ]);
    const weights = spec.phases.map((phase) => phase.objectives.map(({ weight }) => weight));
    expect(weights).toEqual([
      [0.8, 0.2],
      [0.8, 0.5],
    ]);
  });

  test('fills in optimizers with Keras’s defaults', () => {
    const [sgd, nadam] = spec.phases.map(({ optimizer }) => optimizer);
    expect(sgd).toMatchObject({
      kind: 'SGD',
      params: { learning_rate: 0.01, momentum: 0.9, nesterov: false },
    });
    expect(nadam).toMatchObject({
      kind: 'Nadam',
      params: { learning_rate: 0.001, beta_1: 0.9, beta_2: 0.999, epsilon: 1e-7 },
    });
  });

  test('each phase owns what it freezes', () => {
    expect(spec.phases.map(({ frozen }) => [...frozen])).toEqual([
      ['body.flatten', 'body.first', 'body.second'],
      ['body.first'],
    ]);
  });

  test('reads losses and metrics', () => {
    expect(
      spec.phases[0]?.objectives.map(({ head, target, loss, metrics }) => ({ head, target, loss, metrics })),
    ).toEqual([
      {
        head: 'shape',
        target: 'shape',
        loss: {
          kind: 'sparse_categorical_crossentropy',
          params: { from_logits: false, label_smoothing: 0, ignore_class: null },
        },
        metrics: [
          { name: 'accuracy', kind: 'sparse_categorical_accuracy', params: {} },
          { name: 'top_2_accuracy', kind: 'top_k_categorical_accuracy', params: { k: 2 } },
        ],
      },
      {
        head: 'box',
        target: 'box',
        loss: { kind: 'mae', params: {} },
        metrics: [{ name: 'mse', kind: 'mse', params: {} }],
      },
    ]);
  });
});

const binary = (units: number, classes: number, loss: string, activation = 'sigmoid'): string => `
  model M { input image: float32[8, 8, 1] Flatten output y: Dense(${units}, activation=${activation}) }
  data D { source = shapes(30, size=8, classes=${classes}) field y: class[${classes}]  prepare { Rescaling(1/255) } }
  train M on D { batch = 8 objective y { loss = ${loss} metrics = [accuracy] } phase p { epochs = 1 optimizer = Adam } }`;

test('accuracy is binary where the output has one value, as in Keras', () => {
  const { spec } = trainOf(binary(1, 2, 'binary_crossentropy'));
  expect(spec.phases[0]?.objectives[0]?.metrics).toEqual([
    { name: 'accuracy', kind: 'binary_accuracy', params: {} },
  ]);
});

test.each([
  ['SGD(CosineAnnealingLR(0.1, T_max=100))', 'fix: did you mean `CosineDecay`?'],
  ['SGD(CosineDecay(0.1, T_max=100))', 'fix: write `decay_steps`'],
  ['SGD(CosineDecay(0.1, warmup_epochs=5))', 'fix: write `warmup_steps=epochs(5)`'],
  ['SGD(CosineDecay(-0.1))', 'fix: write `0.1`'],
  ['SGD(CosineDecay)', 'fix: give `initial_learning_rate=…`'],
  ['AdamW(weight_decay=-1)', 'fix: write `1`'],
  ['Adam(clip_grad_norm=1)', 'fix: write `global_clipnorm`'],
  ['Adam(clipnorm=1, clipvalue=1)', 'fix: leave `clipvalue` out, or the other'],
  ['Adam(ema_momentum=0.9)', 'fix: add `use_ema=true`'],
  ['Adam(lr=0.001)', 'fix: write `learning_rate`'],
])('what %s means here is offered', (optimizer, fix) => {
  const text = binary(2, 2, 'sparse_categorical_crossentropy', 'softmax').replace('= Adam', `= ${optimizer}`);
  expect(fixesOf(text).join('\n')).toContain(fix);
});

/** What is to be done about each mistake. */
const fixesOf = (text: string): string[] =>
  compileText(text).diagnostics.map((each) => `fix: ${each.fix?.title ?? ''}`);

const masks = (loss: string): string => `
  model M { input image: float32[8, 8, 1] output y: Conv2D(1, 3, padding=same, activation=sigmoid) }
  data D { source = shapes(30, size=8) prepare { Rescaling(1/255) } }
  train M on D { batch = 8 objective y { target = image loss = ${loss} metrics = [accuracy] } phase p { epochs = 1 optimizer = Adam } }`;

test('accuracy is of a picture that is a mask, as in Keras, and of no other', () => {
  const { spec } = trainOf(masks('binary_crossentropy'));
  expect(spec.phases[0]?.objectives[0]?.metrics).toEqual([
    { name: 'accuracy', kind: 'binary_accuracy', params: {} },
  ]);
  expect(codesOf(masks('mse'))).toEqual(['CNN417']);
});

test.each([
  [binary(2, 2, 'sparse_categorical_crossentropy', 'softmax'), []],
  [binary(1, 3, 'binary_crossentropy'), ['CNN405']],
  [binary(3, 2, 'sparse_categorical_crossentropy', 'softmax'), ['CNN405']],
  [binary(2, 2, 'categorical_crossentropy', 'softmax'), ['CNN407']],
  [binary(2, 2, 'SparseCategoricalCrossentropy(from_logits=true)', 'softmax'), ['CNN406']],
  [binary(2, 2, 'SparseCategoricalCrossentropy(from_logits=true)', 'linear'), []],
  [binary(2, 2, 'sparse_categorical_crossentropy', 'linear'), ['CNN418']],
])('%s', (text, codes) => {
  expect(codesOf(text)).toEqual(codes);
});

test('an input can be bound to a field of another name', () => {
  const { spec } = trainOf(`
    model M { input photo: float32[8, 8, 1] Flatten output y: Dense(2, activation=softmax) }
    data D { source = shapes(30, size=16, classes=2) field kind: class[2] prepare { Resizing(8, 8) } }
    train M on D {
      batch = 8
      input photo = image
      objective y { loss = sparse_categorical_crossentropy target = kind }
      phase p { epochs = 1 optimizer = Adam }
    }`);
  expect([...spec.inputs]).toEqual([['photo', 'image']]);
  expect(spec.phases[0]?.objectives[0]?.target).toBe('kind');
});

test('a budget that is exceeded names the largest batch, which then fits', () => {
  const text = (batch: number): string => `${model}
    train Net on D { batch = ${batch} memory = 20 KiB ${objectives} phase p { epochs = 1 optimizer = SGD } }`;
  const { diagnostics } = compileText(text(500));
  expect(diagnostics.map(({ code }) => code)).toContain('CNN501');
  const fix = diagnostics.find(({ code }) => code === 'CNN501')?.fix?.title ?? '';
  const largest = Number(/batch = (\d+)/.exec(fix)?.[1]);
  expect(largest).toBeGreaterThan(1);
  expect(codesOf(text(largest))).not.toContain('CNN501');
  expect(codesOf(text(largest + 1))).toContain('CNN501');
});

describe('over a budget, batches that make one update together', () => {
  const deep = (settings: string, layer = 'ReLU'): string => `model M {
      input image: float32[16, 16, 3]
      repeat 4 { Conv2D(8, 3, padding=same) ${layer} }
      GlobalAveragePooling2D
      output kind: Dense(2, activation=softmax)
    }
    data D { source = shapes(30, size=16, channels=3, classes=2) field kind: class[2]  prepare { Rescaling(1/255) } }
    train M on D {
      ${settings}
      objective kind { loss = sparse_categorical_crossentropy }
      phase p { epochs = 1 optimizer = Adam }
    }`;
  const fixOf = (text: string): string =>
    compileText(text).diagnostics.find(({ code }) => code === 'CNN501')?.fix?.title ?? 'none';

  test('are as large as fits, and as many as keep the examples of an update', () => {
    const fix = fixOf(deep('batch = 60 memory = 500 KB'));
    const [, batch = 0, batches = 0] = (/`batch = (\d+)` with `accumulate = (\d+)`/.exec(fix) ?? []).map(
      Number,
    );
    expect(fix).toMatch(/keeps an update of 60(;|$)/);
    expect(batch * batches).toBe(60);
    const larger = [6, 10, 12, 15, 20, 30].find((size) => size > batch) ?? 60;
    const made = (size: number): string => deep(`batch = ${size} accumulate = ${60 / size} memory = 500 KB`);
    expect(codesOf(made(batch))).toEqual([]);
    expect(codesOf(made(larger))).toEqual(['CNN501']);
  });

  test('are more where there are several already', () => {
    expect(fixOf(deep('batch = 30 accumulate = 2 memory = 500 KB'))).toMatch(/keeps an update of 60(;|$)/);
  });

  test('say that each is normalised by itself, where that trains', () => {
    const text = deep('batch = 60 memory = 500 KB', 'BatchNormalization');
    expect(fixOf(text)).toMatch(
      /keeps an update of 60, but for `BatchNormalization`, which then sees \d+ at a time/,
    );
    expect(fixOf(text.replaceAll('BatchNormalization', 'LayerNormalization'))).not.toContain('at a time');
  });

  test('are not offered where even one example does not fit', () => {
    expect(fixOf(deep('batch = 60 memory = 10 KB'))).toMatch(
      /^even a batch of 1 needs \d[\d.]* kB: raise `memory`$/,
    );
  });
});
