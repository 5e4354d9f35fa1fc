import { describe, expect, it } from 'vitest';
import { fitPeak } from '../../bench/contestants/layers-training.ts';
import { shapeBackend } from '../../bench/contestants/shape-backend.ts';
import { modelOf } from '../support/compile-text.ts';

const conv = 'Conv2D(4, 3, padding=same';

/** Between them every layer and kernel that the compared networks have. */
const bodies: Readonly<Record<string, string>> = {
  plain: `${conv}, activation=tanh) AveragePooling2D(2) ${conv}, activation=relu) MaxPool2D Flatten
    Dense(6, activation=relu) Dropout(0.5)`,
  normalised: `ZeroPadding2D(1) Conv2D(4, 3, strides=2, use_bias=false) BatchNormalization ReLU
    DepthwiseConv2D(3, padding=same, use_bias=false) BatchNormalization ReLU(max_value=6)
    residual { ${conv}) BatchNormalization } Activation(relu) GlobalAveragePooling2D`,
  separable: `SeparableConv2D(4, 3, padding=same, use_bias=false) BatchNormalization Activation(relu)
    MaxPooling2D(3, strides=2, padding=same) Flatten`,
  weighed: `x: ${conv}) GlobalAveragePooling2D(keepdims=true) Conv2D(2, 1, activation=relu)
    Conv2D(4, 1, activation=sigmoid) Multiply(with=x) Flatten`,
};

const hourglass = `fine: ${conv}, activation=relu) MaxPool2D ${conv}, activation=relu)
  UpSampling2D(interpolation=bilinear) Concatenate(with=fine) MaxPool2D
  Conv2DTranspose(4, 2, strides=2) Concatenate(with=fine)
  output mask: Conv2D(3, 1, activation=softmax)`;

const heads = 'output label: Dense(3, activation=softmax) output box: Dense(4)';

const texts: readonly (readonly [string, string])[] = [
  ...Object.entries(bodies).map(
    ([name, body]) => [name, `${body} output label: Dense(3, activation=softmax)`] as const,
  ),
  ['hourglass', hourglass],
  ['two heads', `Flatten Dense(5, activation=relu) ${heads}`],
];

describe('what tfjs would hold, known without computing, is what it holds', () => {
  describe.each(['Adam', 'SGD'] as const)('%s', (optimizer) => {
    it.each(texts)('%s', async (name, body) => {
      const graph = modelOf(`model M { input image: float32[8, 8, 2] ${body} }`);
      const task = { name, graph, batch: 3, optimizer };
      expect(await fitPeak(task, shapeBackend)).toBe(await fitPeak(task, 'cpu'));
    });
  });
});
