import type { NamedLoss } from '../../../compiler/catalogue/losses/registry.ts';
import type { MetricSpec } from '../../../compiler/catalogue/metrics/registry.ts';
import type { OptimizerKind } from '../../../compiler/catalogue/optimizers/registry.ts';
import golden from '../../golden/training.json' with { type: 'json' };
import { softDice } from '../../support/soft-dice.ts';
import type { targets } from './draws.ts';

export interface Head {
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

export interface Case {
  readonly model: string;
  readonly heads: Readonly<Record<string, Head>>;
  readonly optimizer: readonly [OptimizerKind, Readonly<Record<string, number | boolean>>];
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

export const fashion = `model Fashion {
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

/** Losses as a person writes them, before the model. */
export const losses = `
import { Dice, Tversky, CategoricalFocalCrossentropy, Huber } from "cnn:losses"
${softDice}
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

export type CaseName = keyof typeof golden.cases;

export const cases: Readonly<Record<CaseName, Case>> = {
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
