import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Graph, Head } from '../../../../compiler/graph/graph.ts';
import { libraryExports } from '../../../../compiler/library/library.ts';
import { headActivation } from '../../../../compiler/train/head-activation.ts';
import layerFacts from '../../../golden/all_layers.json' with { type: 'json' };
import { drawNetwork } from '../../../laws/random-networks/draw-network.ts';
import { compileText } from '../../../support/compile-text.ts';
import { layerModel } from '../../../support/layer-text.ts';
import { sample } from '../../../support/sample.ts';
import { softDice } from '../../../support/soft-dice.ts';
import type { EqualitySpec } from './expected.ts';
import { constructs } from '../typescript/constructs.ts';

/** Without what drops at random: each side would drop others. */
const withoutNoise = (text: string): string =>
  text.replaceAll(
    /\b(?:(?:Spatial|Gaussian|Alpha)?Dropout(?:[123]D)?|GaussianNoise)\b(?:\([^)]*\))?/g,
    'Identity',
  );

/** A training on pictures and one class, which is the target of all objectives. */
const trainingOf = (
  model: string,
  classes: number,
  [height, width, channels]: readonly number[],
  body: string,
): string => `
data Drawn { source = ${channels === 1 ? 'idx' : 'folder'}("drawn")  field label: class[${classes}]  prepare { Resizing(${height}, ${width})  Rescaling(1/255) } }
train ${model} on Drawn {
  batch = 2
  ${body}
  phase main { epochs = 1  optimizer = SGD(learning_rate=0.001, momentum=0.9) }
}`;

const objectiveOf = (head: string, loss: string): string =>
  `objective ${head} { target = label  loss = ${loss}  metrics = [accuracy] }`;

/** How a model is trained on classes: as it is where its one output says a class, else with what says one behind each of its outputs. */
function classTraining({ name, inputs, heads }: Graph): string {
  const shape = (inputs[0]?.shape ?? []).map((size) => (typeof size === 'number' ? size : 64));
  const [head, ...others] = heads;
  if (head !== undefined && others.length === 0 && head.tensor.shape.length === 1) {
    const binds = inputs.map((input) => `input ${input.name} = image`).join('  ');
    const classes = Number(head.tensor.shape[0]);
    const isYesOrNo = headActivation(head.tensor) === 'sigmoid';
    const loss = isYesOrNo ? 'binary_crossentropy' : 'sparse_categorical_crossentropy';
    return trainingOf(name, isYesOrNo ? 2 : classes, shape, `${binds}  ${objectiveOf(head.name, loss)}`);
  }
  const isAlone = others.length === 0;
  const probes = heads.map(
    (each: Head, index) => `${isAlone ? '' : `from base.${each.name}  `}GlobalAveragePooling2D
  output probe${index}: Dense(3, activation=softmax)`,
  );
  return `
model Probe {
  input image: float32[${shape.join(', ')}]
  base: ${name}
  ${probes.join('\n  ')}
}
${trainingOf('Probe', 3, shape, heads.map((_, index) => objectiveOf(`probe${index}`, 'sparse_categorical_crossentropy')).join('\n  '))}`;
}

/** On smaller pictures where a network takes large ones: it is the same network. */
const onSmallPictures = (text: string): string =>
  text.replaceAll(
    /(input \w+: float32\[| Resizing\()(\d+), \2(?=[,)])/g,
    (whole, head: string, size: string) => (Number(size) > 100 ? `${head}96, 96` : whole),
  );

/**
 * Slower, so that twenty steps can be compared: a step of Adam is as long where a gradient is nothing but what was rounded, and
 * twenty at the rate of an example are far apart even between two backends of Keras.
 */
const slowly = (text: string): string =>
  text.replaceAll(
    /(N?adam|SGD)\(learning_rate=([\d.]+)/gi,
    (_whole, kind: string, rate: string) => `${kind}(learning_rate=${(Number(rate) / 100).toFixed(6)}`,
  );

/** The examples, each with a training. */
export const examples: readonly EqualitySpec[] = readdirSync('examples').map((file) => {
  const text = slowly(onSmallPictures(withoutNoise(readFileSync(join('examples', file), 'utf8'))));
  const { trains, models } = compileText(text).value;
  const [model] = models.slice(-1);
  const training = trains.length > 0 || model === undefined ? '' : classTraining(model);
  return { name: `example_${file.replace('.cnn', '')}`, text: text + training };
});

const applied = libraryExports
  .filter(({ path, name }) => path === 'cnn:applications' && !name.endsWith('Preprocessing'))
  .map(({ name }) => name);

/** Each network of `cnn:applications`, on small pictures. */
export const applications: readonly EqualitySpec[] = applied.map((name) => ({
  name: `application_${name.toLowerCase()}`,
  text: withoutNoise(`import { ${name} } from "cnn:applications"
model Net {
  input image: float32[96, 96, 3]
  base: ${name}(include_top=false, pooling=avg)
  output label: Dense(5, activation=softmax)
}
${trainingOf('Net', 5, [96, 96, 3], objectiveOf('label', 'sparse_categorical_crossentropy'))}`),
}));

/** Networks that are drawn by chance: those of the laws of engines, and so many more without mistakes. */
export function randomNetworks(more: number): readonly EqualitySpec[] {
  const specs: EqualitySpec[] = [];
  const wanted = lawSeeds.length + more;
  for (let seed = 0; specs.length < wanted; seed++) {
    const next = seed < lawSeeds.length ? lawSeeds[seed] : seed + 62 - lawSeeds.length;
    const text = withoutNoise(drawNetwork(next ?? 0));
    const isRight = compileText(text).diagnostics.every(({ severity }) => severity !== 'error');
    if (isRight) specs.push({ name: `network_${next}`, text });
  }
  return specs;
}

/** The seeds of `test/laws/random-networks.test.ts`. */
const lawSeeds = [
  19, 61, 2, 3, 4, 5, 6, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 20, 21, 22, 23, 24, 26, 28, 29,
];

interface LayerCase {
  readonly kind: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly inputs: readonly (readonly number[])[];
  readonly error?: string;
}

/** Every kind of layer with many arguments, each a model of its own. */
export function allLayers(few: number): EqualitySpec {
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

/**
 * Axes that Keras and TensorFlow.js take otherwise where they are counted from the last, or from both ends. Keras's own
 * RMSNormalization fails on any but the last ones.
 */
const axes = (constructs['axes in any order, counted from either end'] ?? '').replace('RMSNorm', 'LayerNorm');

/** A depthwise convolution whose strides TensorFlow refuses of one. */
const strides = `layer Wide = DepthwiseConv2D(kernel_size=3, strides=[2, 1], padding=same, depth_multiplier=2)
model Net {
  input image: float32[8, 9, 3]
  Wide(activation=relu)
  DepthwiseConv2D(2, strides=[1, 2], use_bias=false)
  DepthwiseConv2D(2)
  Flatten
  output label: Dense(3, activation=softmax)
}
${trainingOf('Net', 3, [8, 9, 3], objectiveOf('label', 'sparse_categorical_crossentropy'))}`;

/** Specs that have a little of everything. */
export const features: readonly EqualitySpec[] = [
  { name: 'naming', text: naming },
  { name: 'parts_of_layers', text: parts },
  { name: 'training', text: training },
  { name: 'clashing', text: clashing },
  { name: 'axes', text: axes },
  { name: 'strides', text: strides },
];
