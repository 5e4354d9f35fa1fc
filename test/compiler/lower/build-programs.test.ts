import { describe, expect, it } from 'vitest';
import { losses } from '../../../compiler/catalogue/losses/registry.ts';
import { defaultsOf } from '../../../compiler/catalogue/parameters/defaults-of.ts';
import { compile } from '../../../compiler/compile.ts';
import { isConcrete } from '../../../compiler/graph/graph.ts';
import { buildPredict, buildPrograms } from '../../../compiler/lower/build-programs.ts';
import type { PhasePlan } from '../../../compiler/lower/phase-plan.ts';
import { formatShape } from '../../../compiler/ir/extent.ts';
import type { ObjectiveSpec } from '../../../compiler/train/train-spec.ts';
import { modelOf } from '../../support/compile-text.ts';
import { Source } from '../../../grammar/source.ts';

const text = (train: string): string => `model Two {
  input image: float32[8, 8, 1]
  body: Conv2D(4, 3)
  BatchNormalization
  Dropout(0.5)
  Flatten
  output shape: Dense(3, activation=softmax)
  output box: Dense(4)
}

data Shapes {
  source = shapes(count=20, size=8, classes=3)
  field shape: class[3]
  field box: box[center]
}

train Two on Shapes {
  batch = 4
  objective shape { loss = sparse_categorical_crossentropy  weight = 0.8  metrics = [accuracy] }
  objective box { loss = mse  weight = 0.2 }
  ${train}
}`;

function phase(train: string): PhasePlan {
  const { value, diagnostics } = compile(new Source('two.cnn', text(train)));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const plan = value.trains[0]?.plans[0];
  if (plan === undefined) throw new Error('no plan');
  return plan;
}

const main = 'phase main { epochs = 1  optimizer = SGD(momentum=0.9) }';

describe('the programs of a phase', () => {
  const { programs } = phase(main);
  const predict = buildPredict(modelOf(text(main)));

  it('feed inputs, a target for each objective, noise while training, and the optimizer’s scalars', () => {
    const names = (inputs: typeof programs.step.inputs) => inputs.map(({ name }) => name).sort();
    expect(names(programs.step.inputs)).toEqual([
      'input/image',
      'noise/dropout',
      'optimizer/learning_rate',
      'target/box',
      'target/shape',
    ]);
    expect(names(programs.evaluate.inputs)).toEqual(['input/image', 'target/box', 'target/shape']);
    expect(names(predict.inputs)).toEqual(['input/image']);
  });

  it('give the total loss, each objective’s, and every metric by its head', () => {
    const outputs = ['loss', 'loss/box', 'loss/shape', 'shape/accuracy'];
    expect(programs.step.outputs.map(({ name }) => name).sort()).toEqual(outputs);
    expect(programs.evaluate.outputs.map(({ name }) => name).sort()).toEqual(outputs);
    expect(predict.outputs.map(({ name }) => name)).toEqual(['shape', 'box']);
  });

  it('move every weight, statistic and slot in a step, and nothing else', () => {
    const moved = programs.step.updates.map(({ variable }) => variable.name);
    expect(new Set(moved)).toEqual(new Set(programs.variables.map(({ name }) => name)));
    expect(moved).toContain('batch_normalization/moving_mean');
    expect(moved).toContain('body/kernel/momentum');
    expect(programs.evaluate.updates).toEqual([]);
  });

  it('update a weight before the backward pass goes on', () => {
    const { ops } = programs.step;
    const firstUpdate = ops.findIndex(({ stage }) => stage === 'update');
    const lastBackward = ops.findLastIndex(({ stage }) => stage === 'backward');
    expect(firstUpdate).toBeLessThan(lastBackward);
  });
});

describe('a frozen layer', () => {
  const { programs, trainableParameters } = phase(`phase main { freeze body  epochs = 1  optimizer = SGD }`);

  it('is neither moved nor differentiated', () => {
    const moved = programs.step.updates.map(({ variable }) => variable.name);
    expect(moved).not.toContain('body/kernel');
    expect(
      programs.step.ops.filter(({ origin, stage }) => origin === 'body' && stage === 'backward'),
    ).toEqual([]);
    expect(trainableParameters).toBe(4 * 2 + 144 * 3 + 3 + 144 * 4 + 4);
  });
});

describe('objectives on one field', () => {
  const model = (second: string) => `model Two {
  input image: float32[8, 8, 1]
  Flatten
  output shape: Dense(3, activation=softmax)
  output other: ${second}
}

data Shapes {
  source = shapes(count=20, size=8, classes=3)
  field shape: class[3]
}`;

  /** The targets of two heads that learn the field `shape`. */
  function targetsOf(head: string): string[] {
    const { value } = compile(new Source('two.cnn', model(head)));
    const [graph] = value.models;
    if (graph === undefined || !isConcrete(graph)) throw new Error('no model');
    const objective = (name: string): ObjectiveSpec => ({
      head: name,
      target: 'shape',
      loss: {
        kind: 'sparse_categorical_crossentropy',
        params: defaultsOf(losses.sparse_categorical_crossentropy.params),
      },
      weight: 1,
      metrics: [],
      span: graph.span,
    });
    const { step } = buildPrograms(graph, {
      name: 'main',
      epochs: 1,
      batch: 4,
      optimizer: {
        kind: 'SGD',
        params: { learning_rate: 0.1, momentum: 0, nesterov: false },
        span: graph.span,
      },
      objectives: [objective('shape'), objective('other')],
      frozen: new Set(),
      span: graph.span,
    });
    return step.inputs
      .filter(({ role }) => role.kind === 'target')
      .map(({ name, value }) => `${name} ${formatShape(value.shape)}`);
  }

  it('share what they are fed where it has one type and shape', () => {
    expect(targetsOf('Dense(3, activation=softmax)')).toEqual(['target/shape [B]']);
  });

  it('are fed apart where the shapes differ', () => {
    expect(targetsOf('{ Reshape([8, 8]) Dense(3, activation=softmax) }')).toEqual([
      'target/shape [B]',
      'target/shape/2 [B, 8]',
    ]);
  });
});
