import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import layerFacts from '../../../golden/all_layers.json' with { type: 'json' };
import { layerModel } from '../../../support/layer-text.ts';
import { sample } from '../../../support/sample.ts';
import { softDice } from '../../../support/soft-dice.ts';
import type { KerasSpec } from './keras-job.ts';

/** Without what drops at random: each side would drop others. */
const withoutDropout = (text: string): string =>
  text.replaceAll(/\b(?:Spatial)?Dropout(?:\dD)?\([^)]*\)/g, 'Identity');

/** The examples. */
export const examples: readonly KerasSpec[] = readdirSync('examples').map((file) => ({
  name: `example_${file.replace('.cnn', '')}`,
  text: withoutDropout(readFileSync(join('examples', file), 'utf8')),
}));

const applied = [
  ...['ResNet50', 'ResNet101', 'ResNet152', 'ResNet50V2', 'ResNet101V2', 'ResNet152V2', 'VGG16', 'VGG19'],
  ...['Xception', 'InceptionV3', 'MobileNet', 'MobileNetV2', 'DenseNet121', 'DenseNet169', 'DenseNet201'],
  ...Array.from({ length: 8 }, (_, index) => `EfficientNetB${index}`),
];

/** Each network of `cnn:applications`, on small pictures. */
export const applications: readonly KerasSpec[] = applied.map((name) => ({
  name: `application_${name.toLowerCase()}`,
  text: `import { ${name} } from "cnn:applications"
model Net {
  input image: float32[96, 96, 3]
  base: ${name}(include_top=false, pooling=avg)
  output label: Dense(5, activation=softmax)
}`,
}));

interface LayerCase {
  readonly kind: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly inputs: readonly (readonly number[])[];
  readonly error?: string;
}

/** Every kind of layer with many arguments, each a model of its own. */
export function allLayers(few: number): KerasSpec {
  const cases: readonly LayerCase[] = layerFacts.facts;
  const models = sample(
    cases.filter(({ error }) => error === undefined),
    few,
  ).map(({ kind, arguments: given, inputs }, index) =>
    layerModel(kind, given, inputs).replace('model M', `model M${index}`),
  );
  return { name: 'all_layers', text: models.join('\n') };
}

/** How layers are named, shared and found again. */
const naming = `layer Conv = Conv2D(kernel_size=3, padding=same, activation=relu)
let widths = [4, 6]

block Unit(filters, scale = 2, sizes = [1, 2]) {
  residual {
    for size in sizes as i { conv: Conv(filters, kernel_size=size) }
    Conv(filters * scale / 2)
  } skip when scale > 1 { Conv(filters, 1) }
}

block Gate(ratio = 2) {
  input x: [?h, ?w, ?c]
  GlobalAveragePooling2D(keepdims=true)
  Conv2D(max(c // ratio, 1), 1)
  Conv2D(c, 1, activation=sigmoid)
  Multiply(with=x)
}

block Pair {
  output mean: ReduceMean(axis=[1, 2])
  output top: ReduceMax(axis=[1, 2], keepdims=true)
}

model Encoder(depth = 2) {
  input image: float32[16, 16, 3]
  repeat depth as level {
    down: { repeat 2 { Conv(widths[level]) } }
    MaxPool2D
  }
  "last{depth}": Conv(8)
}

model Named(classes = 3) {
  input image: float32[16, 16, 3]
  lambda: Encoder
  from lambda.down[1]
  Unit(6)
  x: Gate
  stats: Pair
  from stats.mean
  side: Dense(4)
  from x
  parallel Concatenate {
    for size in [1, 3] { path { Conv(2, kernel_size=size) } }
    path {}
  }
  residual when classes > 5 { Conv(99) }
  tower: { Conv(4) MaxPool2D }
  Conv2D(3, 1)
  once: Flatten
  from x
  Conv2D(99, 3, padding=same)
  reuse tower
  GlobalAveragePooling2D
  Concatenate(with=side)
  output label: Dense(classes, activation=softmax)
  from once
  output label_1: Dense(2)
}`;

const parts = `model Parts {
  input x: float32[6, 8, 4]
  input y: float32[4]
  from x
  first: Slice(axis=-1, start=1, size=2)
  from x
  Slice(axis=2, start=-3, size=3)
  ReduceSum
  sum: Rescaling(0.1)
  from x
  Clip(0.1, 0.9)
  Power(2)
  Divide(with=y)
  Sqrt
  Exp
  Log
  Square
  Abs
  mean: ReduceMean(axis=[1, 2])
  from first
  ReduceMax(axis=3, keepdims=true)
  Flatten
  Concatenate(with=mean)
  output all: Dense(3)
  from sum
  output total: Identity
}`;

const training = `import { Dice, Huber } from "cnn:losses"

${softDice}

block Below(k = 2) {
  input prediction: [?n]
  input target: [n]
  from target
  Subtract(with=prediction)
  ReLU
  Rescaling(k)
}

model Learner(classes = 4) {
  input image: float32[12, 12, 1]
  stem: Conv2D(4, 3, padding=same, kernel_regularizer=L2(0.02), kernel_constraint=MaxNorm(0.9, axis=[0, 1, 2]))
  BatchNormalization
  body: {
    SeparableConv2D(6, 3, pointwise_regularizer=L1L2(0.001, 0.01), depthwise_initializer=HeNormal(seed=3))
    PReLU(shared_axes=[1, 2])
  }
  GlobalAveragePooling2D
  trunk: Dense(8, activation=tanh, activity_regularizer=l2)
  output shape: Dense(classes, activation=softmax)
  output box: Dense(4, activation=sigmoid)
}

data Shapes {
  source = shapes(count=60, size=12, classes=4)
  field shape: class[4]
  field box: box[center]
  prepare { Rescaling(1/255) }
  prepare box { SqrtSize }
  augment { RandomFlip(horizontal)  RandomContrast(0.2) }
}

train Learner on Shapes {
  batch = 2
  objective shape {
    loss = 0.5 * sparse_categorical_crossentropy + 0.5 * Soft(smooth=2)
    weight = 0.7
    metrics = [accuracy, TopKCategoricalAccuracy(k=2)]
  }
  objective box { loss = Huber(delta=0.1) + 0.5 * Below(k=3)  metrics = [mae, box_iou] }
  phase first { freeze stem  epochs = 1  optimizer = SGD(learning_rate=0.05, momentum=0.9, nesterov=true) }
  phase second { freeze stem..body  epochs = 1  optimizer = Adam(learning_rate=0.01, amsgrad=true) }
  phase third { epochs = 1  optimizer = RMSprop(learning_rate=0.001, momentum=0.5, centered=true) }
  phase fourth { epochs = 1  optimizer = Nadam  objective box { loss = mse } }
}`;

/** Names that the code would give to something else. */
const clashing = `block Keeping { input x: [?c]  Dense(c)  Add(with=x) }

model Clashing {
  input x: float32[8]
  Dense(4)
  Keeping
  at: Dense(3)
  Dense(4)
  Concatenate(with=[x, at])
  output inputs: Dense(2)
}`;

/** Specs that have a little of everything. */
export const features: readonly KerasSpec[] = [
  { name: 'naming', text: naming },
  { name: 'parts_of_layers', text: parts },
  { name: 'training', text: training },
  { name: 'clashing', text: clashing },
];
