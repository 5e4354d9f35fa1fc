import { scalarsOf } from '../../compiler/lower/build-programs.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import { type ConcreteGraph, isConcrete } from '../../compiler/graph/graph.ts';
import { defaultsOf } from '../../compiler/catalogue/parameters/defaults-of.ts';
import { optimizers } from '../../compiler/catalogue/optimizers/registry.ts';
import { buildPrograms, type PhasePrograms } from '../../compiler/lower/build-programs.ts';
import type { Program, Variable } from '../../compiler/ir/ir.ts';
import { shapeAt } from '../../compiler/ir/extent.ts';
import type { ObjectiveSpec, PhaseSpec } from '../../compiler/train/train-spec.ts';
import type { MetricSpec } from '../../compiler/catalogue/metrics/registry.ts';
import type { NamedLoss } from '../../compiler/catalogue/losses/registry.ts';
import type { OptimizerKind } from '../../compiler/catalogue/optimizers/registry.ts';
import { Source } from '../../grammar/source.ts';
import type { Engine, HostTensor } from '../../runtime/engines/engine.ts';
import { onnxEngine } from '../../runtime/engines/onnx/onnx-engine.ts';
import {
  availability as tensorflowAvailability,
  tensorflowEngine,
} from '../../runtime/engines/tensorflow/tensorflow-engine.ts';
import { TfjsEngine } from '../../runtime/engines/tfjs/tfjs-engine.ts';
import golden from '../golden/training.json' with { type: 'json' };
import { isLong } from '../support/sample.ts';
import { testSpan } from '../support/span.ts';

/*
 * Twenty steps from the same weights and batches give Keras's losses on every engine; the slower ones make the first few. The golden losses are
 * Keras 3's, made by test/golden/make_training.py; weights and batches are drawn on both sides from one integer
 * hash, so that only seeds have to agree.
 */

/** Numbers in [0, 1): the MurmurHash3 finalizer of index + seed · 0x9E3779B9, as in make_training.py. */
function uniform(seed: number, count: number): Float64Array {
  const offset = Math.imul(seed, 0x9e3779b9);
  return new Float64Array(count).map((_, index) => {
    let h = (index + offset) >>> 0;
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
  });
}

const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);

function initial({ name, shape }: Variable, seed: number): Float32Array {
  const kind = name.slice(name.lastIndexOf('/') + 1);
  const u = uniform(seed, product(shape)).map((x) => x - 0.5);
  if (kind.endsWith('kernel')) {
    const limit = Math.sqrt(6 / product(shape.slice(0, -1)));
    return new Float32Array(u.map((x) => x * 2 * limit));
  }
  if (kind === 'gamma') return new Float32Array(u.map((x) => 1 + 0.2 * x));
  if (kind === 'bias' || kind === 'beta') return new Float32Array(u.map((x) => 0.1 * x));
  return new Float32Array(u.length).fill(kind === 'moving_variance' ? 1 : 0);
}

const small = (heads: string) => `model Small {
  input image: float32[12, 12, 2]
  Conv2D(4, 3, padding=same, activation=relu)
  BatchNormalization
  MaxPool2D
  Conv2D(6, 3, strides=2, padding=same, use_bias=false)
  BatchNormalization(momentum=0.9)
  ReLU
  AveragePooling2D(2, padding=same)
  Flatten
  Dense(8, activation=tanh)
  ${heads}
}`;

/** Regularizers and constraints of every kind. */
const limited = `model Limited {
  input image: float32[12, 12, 2]
  Conv2D(
    4, 3, padding=same, activation=relu, kernel_regularizer=L2(0.02), bias_regularizer=l1,
    activity_regularizer=L1(0.001), kernel_constraint=MaxNorm(0.9, axis=[0, 1, 2])
  )
  BatchNormalization(gamma_regularizer=L1L2(0.01, 0.01), beta_constraint=non_neg)
  MaxPool2D
  SeparableConv2D(
    6, 3, padding=same, pointwise_regularizer=L1L2(0.001, 0.01),
    depthwise_constraint=MinMaxNorm(0.2, 0.8, rate=0.5, axis=[0, 1])
  )
  PReLU(alpha_regularizer=l2, alpha_constraint=MinMaxNorm(axis=-1), shared_axes=[1, 2])
  Flatten
  Dense(8, activation=tanh, kernel_constraint=UnitNorm, activity_regularizer=l2)
  output label: Dense(5, activation=softmax)
}`;

const fashion = `model Fashion {
  input image: float32[28, 28, 1]
  Conv2D(64, 7, padding=same, activation=relu)
  MaxPool2D
  for filters in [128, 256] {
    repeat 2 { Conv2D(filters, 3, padding=same, activation=relu) }
    MaxPool2D
  }
  Flatten
  for units in [128, 64] { Dense(units, activation=relu) }
  output label: Dense(10, activation=softmax)
}`;

/** What a target of each kind looks like, as make_training.py draws it. */
const targets = {
  classes: (seed: number, batch: number, width: number): HostTensor => ({
    dtype: 'int32',
    shape: [batch],
    data: Int32Array.from(uniform(seed, batch), (x) => Math.floor(x * width)),
  }),
  oneHot(seed: number, batch: number, width: number): HostTensor {
    const data = new Float32Array(batch * width);
    targets
      .classes(seed, batch, width)
      .data.forEach((label: number, row: number) => (data[row * width + label] = 1));
    return { dtype: 'float32', shape: [batch, width], data };
  },
  bits: (seed: number, batch: number, width: number): HostTensor => ({
    dtype: 'float32',
    shape: [batch, width],
    data: Float32Array.from(uniform(seed, batch * width), (x) => (x > 0.5 ? 1 : 0)),
  }),
  numbers: (seed: number, batch: number, width: number): HostTensor => ({
    dtype: 'float32',
    shape: [batch, width],
    data: Float32Array.from(uniform(seed, batch * width)),
  }),
};

interface Head {
  /** A named loss, or one (or a sum) as a train block writes it. */
  readonly loss: NamedLoss['kind'] | { readonly written: string };
  readonly target: keyof typeof targets;
  readonly width: number;
  readonly metric?: MetricSpec['kind'];
  readonly fromLogits?: boolean;
  readonly weight?: number;
  /** Added to the step for this head's seeds. */
  readonly seed?: number;
}

interface Case {
  readonly model: string;
  readonly heads: Readonly<Record<string, Head>>;
  readonly optimizer: readonly [OptimizerKind, Readonly<Record<string, number | boolean>>];
}

const classifier = small('output label: Dense(5, activation=softmax)');
const hardHead = small('output label: Dense(5, activation=hard_sigmoid)');
const sparse: Head = {
  loss: 'sparse_categorical_crossentropy',
  target: 'classes',
  width: 5,
  metric: 'sparse_categorical_accuracy',
};
const sgd: Case['optimizer'] = ['SGD', { learning_rate: 0.05 }];
const classify = (...optimizer: Case['optimizer']): Case => ({
  model: classifier,
  heads: { label: sparse },
  optimizer,
});

const losses = `
import { Dice, Tversky, CategoricalFocalCrossentropy, Huber } from "cnn:losses"
block Soft(smooth = 1) {
  input target: [?n]
  input prediction: [n]
  overlap: { Multiply(with=target) ReduceSum Rescaling(2, offset=smooth) }
  from target
  total: { Add(with=prediction) ReduceSum Rescaling(1, offset=smooth) }
  from overlap
  Divide(with=total)
  Rescaling(-1, offset=1)
}
block Cubed { input prediction: float32 input target: float32 Subtract(with=prediction) Abs Power(3) }
`;

/** A network that learns by a loss written as a block. */
function ownLoss(written: string, head: 'sigmoid' | 'softmax' | 'box' = 'sigmoid'): Case {
  const isBox = head === 'box';
  return {
    model: small(isBox ? 'output box: Dense(4)' : `output label: Dense(5, activation=${head})`),
    heads: {
      [isBox ? 'box' : 'label']: {
        loss: { written },
        target: isBox ? 'numbers' : 'oneHot',
        width: isBox ? 4 : 5,
        ...(isBox ? {} : { metric: 'categorical_accuracy' }),
      },
    },
    optimizer: sgd,
  };
}

type CaseName = keyof typeof golden.cases;

const cases: Readonly<Record<CaseName, Case>> = {
  sgd: classify(...sgd),
  momentum: classify('SGD', { learning_rate: 0.05, momentum: 0.9 }),
  nesterov: classify('SGD', { learning_rate: 0.05, momentum: 0.9, nesterov: true }),
  adam: classify('Adam', { learning_rate: 0.01 }),
  amsgrad: classify('Adam', { learning_rate: 0.01, amsgrad: true }),
  nadam: classify('Nadam', { learning_rate: 0.01 }),
  rmsprop: classify('RMSprop', { learning_rate: 0.005 }),
  rmsprop_centered: classify('RMSprop', { learning_rate: 0.005, momentum: 0.5, centered: true }),
  logits: {
    model: small('output label: Dense(5)'),
    heads: { label: { ...sparse, fromLogits: true } },
    optimizer: sgd,
  },
  categorical: {
    model: classifier,
    heads: {
      label: { loss: 'categorical_crossentropy', target: 'oneHot', width: 5, metric: 'categorical_accuracy' },
    },
    optimizer: sgd,
  },
  binary: {
    model: small('output label: Dense(5, activation=sigmoid)'),
    heads: { label: { loss: 'binary_crossentropy', target: 'bits', width: 5, metric: 'binary_accuracy' } },
    optimizer: sgd,
  },
  sparse_probabilities: { model: hardHead, heads: { label: sparse }, optimizer: sgd },
  categorical_probabilities: {
    model: hardHead,
    heads: {
      label: { loss: 'categorical_crossentropy', target: 'oneHot', width: 5, metric: 'categorical_accuracy' },
    },
    optimizer: sgd,
  },
  binary_probabilities: {
    model: hardHead,
    heads: { label: { loss: 'binary_crossentropy', target: 'bits', width: 5, metric: 'binary_accuracy' } },
    optimizer: sgd,
  },
  mse: {
    model: small('output box: Dense(4)'),
    heads: { box: { loss: 'mse', target: 'numbers', width: 4 } },
    optimizer: sgd,
  },
  mae: {
    model: small('output box: Dense(4)'),
    heads: { box: { loss: 'mae', target: 'numbers', width: 4 } },
    optimizer: sgd,
  },
  own_dice: ownLoss('Soft'),
  own_sum: ownLoss('0.5 * binary_crossentropy + 0.5 * Soft(smooth=0.5)'),
  own_of_each: ownLoss('Cubed', 'box'),
  dice: ownLoss('Dice'),
  tversky: ownLoss('Tversky(alpha=0.3, beta=0.7)'),
  focal: ownLoss('CategoricalFocalCrossentropy', 'softmax'),
  huber: ownLoss('Huber(delta=0.3)', 'box'),
  limited: {
    model: limited,
    heads: { label: sparse },
    optimizer: ['SGD', { learning_rate: 0.05, momentum: 0.9 }],
  },
  two_heads: {
    model: small('output box: Dense(4) output species: Dense(5, activation=softmax)'),
    heads: {
      species: { ...sparse, weight: 0.8 },
      box: { loss: 'mse', target: 'numbers', width: 4, weight: 0.2, seed: 1000 },
    },
    optimizer: ['Adam', { learning_rate: 0.01 }],
  },
  fashion: {
    model: fashion,
    heads: { label: { ...sparse, width: 10 } },
    optimizer: ['SGD', { learning_rate: 3e-5, momentum: 0.9 }],
  },
};

function graphOf(text: string): ConcreteGraph {
  const { value, diagnostics } = compile(new Source('golden.cnn', text));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const graph = value.models[0];
  if (graph === undefined || !isConcrete(graph)) throw new Error('the model did not compile');
  return graph;
}

type Losses = Pick<ObjectiveSpec, 'loss' | 'moreLosses'>;

/** The losses of an objective as it is written. */
function writtenLosses(model: string, head: string, written: string): Losses {
  const text = `${losses} ${model}
    data D { source = shapes(10, size=12, channels=2, classes=5) field label: class[5] field box: box[center] }
    train Small on D { batch = 8 objective ${head} { loss = ${written} } phase a { epochs = 1 optimizer = SGD } }`;
  const { value, diagnostics } = compile(new Source('loss.cnn', text));
  expect(diagnostics.filter(({ code }) => code !== 'CNN131')).toEqual([]);
  const objective = value.trains[0]?.spec.phases[0]?.objectives[0];
  if (objective === undefined) throw new Error('the train block did not compile');
  return objective;
}

function phaseOf({ model, heads, optimizer: [kind, given] }: Case, batch: number): PhaseSpec {
  const objectives = Object.entries(heads).map(
    ([head, { loss, fromLogits = false, weight = 1, metric }]): ObjectiveSpec => ({
      head,
      target: head,
      ...(typeof loss === 'string'
        ? { loss: { kind: loss, params: { from_logits: fromLogits } } }
        : writtenLosses(model, head, loss.written)),
      weight,
      metrics: metric ? [{ name: 'accuracy', kind: metric, params: {} }] : [],
      span: testSpan,
    }),
  );
  return {
    name: 'main',
    epochs: 1,
    batch,
    optimizer: { kind, params: { ...defaultsOf(optimizers[kind].params), ...given }, span: testSpan },
    objectives,
    frozen: new Set(),
    span: testSpan,
  };
}

/** Everything a program is fed in one step. */
function feeds(program: Program, { heads }: Case, programs: PhasePrograms, batch: number, step: number) {
  const scalars = scalarsOf(programs, step + 1);
  return new Map(
    program.inputs.map(({ name, role, value }): [string, HostTensor] => {
      const shape = shapeAt(value.shape, batch);
      if (role.kind === 'input') {
        return [
          name,
          { dtype: 'float32', shape, data: new Float32Array(uniform(1000 + step, product(shape))) },
        ];
      }
      if (role.kind === 'scalar') {
        return [name, { dtype: 'float32', shape, data: Float32Array.of(scalars[role.key] ?? NaN) }];
      }
      const head = role.kind === 'target' ? heads[role.key] : undefined;
      if (head === undefined) throw new Error(`nothing to feed ${name}`);
      return [name, targets[head.target](2000 + (head.seed ?? 0) + step, batch, head.width)];
    }),
  );
}

const built = new Map<CaseName, PhasePrograms>();

/** The programs of a case, built once for all engines. */
function programsOf(name: CaseName): PhasePrograms {
  const example = cases[name];
  const programs =
    built.get(name) ?? buildPrograms(graphOf(example.model), phaseOf(example, golden.cases[name].batch));
  built.set(name, programs);
  return programs;
}

/** The losses of so many steps; after all of them, also what is evaluated. */
async function train(engine: Engine, name: CaseName, steps: number) {
  const example = cases[name];
  const { batch, losses: all } = golden.cases[name];
  const programs = programsOf(name);
  let seed = 1;
  const first = new Map(
    programs.variables.map((variable) => [
      variable,
      variable.role === 'slot' ? new Float32Array(product(variable.shape)) : initial(variable, seed++),
    ]),
  );
  const session = await engine.open(first);
  try {
    const losses: number[] = [];
    for (let step = 0; step < steps; step++) {
      const outputs = await session.run(
        programs.step,
        batch,
        feeds(programs.step, example, programs, batch, step),
      );
      losses.push(outputs.get('loss')?.data[0] ?? NaN);
    }
    if (steps < all.length) return { losses };
    const inputs = feeds(programs.evaluate, example, programs, batch, steps);
    return { losses, evaluated: await session.run(programs.evaluate, batch, inputs) };
  } finally {
    await session.dispose();
  }
}

/** The largest relative difference. */
const worst = (actual: readonly number[], expected: readonly number[]): number =>
  Math.max(
    ...actual.map((x, index) => Math.abs(x - (expected[index] ?? NaN)) / Math.abs(expected[index] ?? NaN)),
  );

const smallCases = (Object.keys(cases) as CaseName[]).filter((name) => name !== 'fashion');
const engines = {
  tensorflow: () => tensorflowEngine(),
  onnx: () => onnxEngine(),
  wasm: () => new TfjsEngine('wasm'),
  cpu: () => new TfjsEngine('cpu'),
} satisfies Record<string, () => Engine>;
type EngineName = keyof typeof engines;

/** Steps of an engine that takes long for each: enough for a moment to build up, and for a mean of it to be corrected. */
const few = isLong ? 20 : 4;
const isSlow = (engineName: EngineName, name: CaseName): boolean =>
  (engineName === 'wasm' || engineName === 'cpu') && name !== 'two_heads';

const hasTensorflow = (await tensorflowAvailability()).available;
const isMissing = (engineName: EngineName): boolean => engineName === 'tensorflow' && !hasTensorflow;

describe.each(Object.keys(engines) as EngineName[])('%s', (engineName) => {
  let engine: Engine;
  beforeAll(() => (engine = engines[engineName]()));

  it.skipIf(isMissing(engineName)).each(smallCases)('gives Keras’s losses: %s', async (name) => {
    const { losses, evaluated } = golden.cases[name];
    const steps = isSlow(engineName, name) ? few : losses.length;
    const actual = await train(engine, name, steps);
    expect(actual.losses).toHaveLength(steps);
    expect(worst(actual.losses, losses)).toBeLessThan(1e-4);
    if (actual.evaluated === undefined) return;
    expect(worst([actual.evaluated.get('loss')?.data[0] ?? NaN], [evaluated.loss])).toBeLessThan(1e-4);
    if ('accuracy' in evaluated) {
      expect(actual.evaluated.get('label/accuracy')?.data[0]).toBeCloseTo(evaluated.accuracy, 6);
    }
    if ('box_loss' in evaluated) {
      expect(actual.evaluated.get('loss/box')?.data[0]).toBeCloseTo(evaluated.box_loss, 5);
      expect(actual.evaluated.get('species/accuracy')?.data[0]).toBeCloseTo(evaluated.species_accuracy, 6);
    }
  });
});

describe('the Fashion-MNIST CNN', () => {
  it.for([
    ['tensorflow', few],
    ['onnx', few],
    ['wasm', 2],
  ] as const)('gives Keras’s losses on %s', async ([engineName, steps], { skip }) => {
    skip(isMissing(engineName));
    const { losses } = await train(engines[engineName](), 'fashion', steps);
    expect(losses).toHaveLength(steps);
    expect(worst(losses, golden.cases.fashion.losses)).toBeLessThan(1e-4);
  });

  it('has as many parameters as Keras’s', () => {
    const graph = graphOf(fashion);
    const count = graph.layers
      .flatMap(({ weights }) => weights)
      .reduce((sum, { shape }) => sum + product(shape), 0);
    expect(count).toBe(golden.cases.fashion.parameters);
  });
});
