import type { Dice } from './dice.ts';

/*
 * Layers and groups of layers over a picture of any size above three cells and any number of channels, as the language
 * writes them. Most pad, so that some can follow each other.
 */

const smooth = [
  'tanh',
  'sigmoid',
  'softplus',
  'softsign',
  'swish',
  'gelu',
  'elu',
  'celu',
  'squareplus',
] as const;
const activations = [
  ...smooth,
  ...['relu', 'selu', 'leaky_relu', 'relu6', 'hard_sigmoid', 'hard_silu', 'mish', 'linear', 'softmax'],
  ...['hard_swish', 'hard_tanh', 'log_sigmoid', 'tanh_shrink', 'sparse_plus'],
] as const;

const activation = (dice: Dice): string =>
  dice.maybe(0.5, () => `, activation=${dice.pick(dice.chance(0.7) ? smooth : activations)}`);

/** One number for both axes, or one for each. */
const pair = (dice: Dice, low: number, high: number): string =>
  dice.chance(0.5) ? String(dice.whole(low, high)) : `[${dice.whole(low, high)}, ${dice.whole(low, high)}]`;

const padding = (dice: Dice): string => dice.maybe(0.7, () => ', padding=same');
const strides = (dice: Dice, most: number): string => `, strides=${pair(dice, 1, most)}`;

/** Steps of a window or holes in it: a layer cannot have both. */
const spread = (dice: Dice): string => {
  if (dice.chance(0.4)) return strides(dice, 3);
  return dice.maybe(0.4, () => `, dilation_rate=${pair(dice, 1, 2)}`);
};

const limits = (dice: Dice): string =>
  [
    dice.maybe(0.2, () => ', kernel_initializer=orthogonal'),
    dice.maybe(0.15, () => `, kernel_regularizer=${dice.pick(['l2', 'L1(0.01)', 'L1L2(0.01, 0.02)'])}`),
    dice.maybe(0.1, () => `, activity_regularizer=${dice.pick(['l2', 'L1(0.01)'])}`),
    dice.maybe(0.1, () => `, kernel_constraint=${dice.pick(['MaxNorm(1)', 'non_neg', 'UnitNorm'])}`),
  ].join('');

function grouped(dice: Dice): string {
  const groups = dice.whole(2, 3);
  const [within, filters] = [groups * dice.whole(1, 2), groups * dice.whole(1, 3)];
  const rest = `${padding(dice)}, groups=${groups}${dice.maybe(0.4, () => ', strides=2')}${activation(dice)}`;
  return `Conv2D(${within}, 1) Conv2D(${filters}, ${pair(dice, 1, 4)}${rest})`;
}

const convolutions: readonly ((dice: Dice) => string)[] = [
  (dice) => {
    const bias = dice.maybe(0.3, () => ', use_bias=false');
    const window = `${pair(dice, 1, 4)}${padding(dice)}${spread(dice)}`;
    return `Conv2D(${dice.whole(1, 6)}, ${window}${activation(dice)}${bias}${limits(dice)})`;
  },
  grouped,
  (dice) => {
    const window = `${pair(dice, 1, 4)}${padding(dice)}`;
    return `DepthwiseConv2D(${window}, depth_multiplier=${dice.whole(1, 2)}${spread(dice)}${activation(dice)})`;
  },
  (dice) => {
    const window = `${pair(dice, 1, 4)}${padding(dice)}${dice.maybe(0.4, () => ', strides=2')}`;
    return `SeparableConv2D(${dice.whole(1, 5)}, ${window}${activation(dice)})`;
  },
  (dice) => {
    const window = `${pair(dice, 1, 4)}${padding(dice)}${strides(dice, 2)}`;
    return `Conv2DTranspose(${dice.whole(1, 4)}, ${window}${activation(dice)})`;
  },
];

/** Layers whose output has the form of their input. */
const shapeless = [
  ...[
    'ReLU',
    'ReLU(max_value=0.7)',
    'ReLU(negative_slope=0.2, threshold=0.1)',
    'LeakyReLU',
    'ELU(alpha=0.7)',
  ],
  ...['PReLU', 'PReLU(shared_axes=[1, 2])', 'Softmax', 'Activation(tanh)', 'Activation(swish)'],
  ...['BatchNormalization', 'BatchNormalization(momentum=0.7, epsilon=0.003, scale=false)'],
  ...['BatchNormalization(center=false)', 'LayerNormalization', 'LayerNormalization(axis=[1, 2, 3])'],
  ...[
    'RMSNormalization',
    'UnitNormalization',
    'GroupNormalization(groups=1)',
    'GroupNormalization(groups=-1)',
  ],
  ...['Dropout(0.3)', 'SpatialDropout2D(0.3)', 'GaussianNoise(0.1)', 'GaussianDropout(0.2)'],
  ...['Square', 'Abs', 'Rescaling(0.5, offset=0.1)', 'Clip(-0.7, 0.8)', 'Clip(-2, 1) Exp'],
  ...['Abs Rescaling(1, offset=0.5) Sqrt', 'Abs Rescaling(1, offset=0.5) Log'],
] as const;

const reshaping = [
  ...['ZeroPadding2D([[1, 0], [0, 2]])', 'Cropping2D([[0, 1], [1, 0]])', 'CenterCrop(3, 3)'],
  ...['UpSampling2D([1, 2])', 'UpSampling2D(2, interpolation=bilinear)', 'Resizing(5, 6)'],
  ...[
    'Resizing(7, 4, interpolation=nearest)',
    'Permute([2, 1, 3])',
    'Permute([3, 1, 2])',
    'Permute([1, 3, 2])',
  ],
  ...['Slice(2, 1, 2)', 'Dense(3)', 'Dense(4, activation=tanh)'],
] as const;

function pooling(dice: Dice): string {
  const step = dice.maybe(0.5, () => strides(dice, 3));
  return `${dice.pick(['MaxPool2D', 'AveragePooling2D'])}(${pair(dice, 2, 3)}${step}${padding(dice)})`;
}

/** Something that keeps a picture's form, of `channels` channels. */
const keeping = (dice: Dice, channels: number): string =>
  dice.pick([
    `Conv2D(${channels}, ${pair(dice, 1, 4)}, padding=same${activation(dice)})`,
    'DepthwiseConv2D(3, padding=same)',
    `SeparableConv2D(${channels}, 3, padding=same)`,
    dice.pick(shapeless),
    dice.pick(shapeless),
  ]);

function residual(dice: Dice): string {
  const channels = dice.whole(1, 4);
  const inside = dice.several(dice.whole(1, 3), () => keeping(dice, channels));
  const skip = dice.maybe(0.4, () => `skip { ${keeping(dice, channels)} }`);
  return `Conv2D(${channels}, 1) residual { ${inside} } ${skip} ${dice.maybe(0.3, () => 'ReLU')}`;
}

function parallel(dice: Dice): string {
  const channels = dice.whole(1, 3);
  const merges = [
    'Concatenate(axis=-1)',
    'Concatenate(axis=1)',
    'Add',
    'Multiply',
    'Average',
    'Maximum',
    'Minimum',
  ];
  const path = () =>
    `path { Conv2D(${channels}, ${dice.whole(1, 3)}, padding=same) ${keeping(dice, channels)} }`;
  return `parallel ${dice.pick(merges)} { ${dice.several(dice.whole(2, 3), path)} }`;
}

/** Two uses of one value; `label` is a name that is free. */
const rejoined = (dice: Dice, label: string): string =>
  dice.chance(0.5)
    ? `${label}: Identity ${dice.pick(shapeless)} ${dice.pick(['Add', 'Multiply', 'Subtract'])}(with=${label})`
    : `${label}: Identity GlobalAveragePooling2D(keepdims=true) Activation(sigmoid) Multiply(with=${label})`;

/** One layer or group of layers; `label` is a name that is free. */
export function drawLayer(dice: Dice, label: string): string {
  const kind = dice.whole(0, 13);
  if (kind < 5) return dice.pick(convolutions)(dice);
  if (kind < 8) return dice.pick(shapeless);
  if (kind === 8) return dice.pick(reshaping);
  if (kind === 9) return pooling(dice);
  if (kind < 12) return residual(dice);
  return kind === 12 ? parallel(dice) : rejoined(dice, label);
}
