import { expect, it } from 'vitest';
import { packageOf } from './package-of.ts';

/** What the steps of `augment` are in Keras's code. */
async function layersOf(steps: string): Promise<string> {
  const files = await packageOf(`model Net {
  input image: float32[8, 8, 3]
  GlobalAveragePooling2D
  output shape: Dense(4, activation=softmax)
}
data Shapes {
  source = shapes(count=40, size=8, channels=3, classes=4)
  field shape: class[4]
  prepare { Rescaling(1/255) }
  augment { ${steps} }
}
train Net on Shapes {
  batch = 4
  objective shape { loss = sparse_categorical_crossentropy }
  phase main { epochs = 1  optimizer = SGD(learning_rate=0.01) }
}`);
  const list = /AUGMENTATION = \[(.*?),?\s*\]\n\n/s.exec(files.get('net.py') ?? '')?.[1] ?? '';
  return list
    .replaceAll(/layers\.|(?<=\()\s+|\s+(?=\))/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const unit = 'value_range=(0, 1)';

it.each([
  ['RandomShear(0.2, [0.1, 0.3])', 'RandomShear(x_factor=0.2, y_factor=(0.1, 0.3))'],
  ['RandomPerspective(scale=0.5, fill_value=1)', 'RandomPerspective(scale=0.5, fill_value=1)'],
  ['RandomErasing', `RandomErasing(${unit})`],
  ['RandomErasing(0.5, 0.2, 0)', `RandomErasing(factor=0.5, scale=(0, 0.2), fill_value=0, ${unit})`],
  ['RandomHue(0.1)', `RandomHue(0.1, ${unit})`],
  ['RandomSaturation([0.4, 0.6])', `RandomSaturation((0.4, 0.6), ${unit})`],
  ['RandomPosterization([3, 8])', `RandomPosterization((3, 8), ${unit})`],
  ['RandomPosterization(4)', `RandomPosterization(4, ${unit})`],
  ['RandomGaussianBlur(1, 5, 0.3)', `RandomGaussianBlur(kernel_size=5, sigma=0.3, ${unit})`],
  ['Solarization(0.1, [0.5, 1])', `Solarization(0.1, (0.5, 1), ${unit})`],
  ['Equalization(bins=64)', `Equalization(${unit}, bins=64)`],
  ['RandAugment(num_ops=3, factor=0.2)', `RandAugment(${unit}, num_ops=3, factor=0.2)`],
  [
    'RandomColorJitter(contrast_factor=0.2, hue_factor=0.1)',
    `RandomColorJitter(${unit}, contrast_factor=(0.2, 0.2), hue_factor=0.1)`,
  ],
])('%s', async (written, expected) => {
  expect(await layersOf(written)).toBe(expected);
});

it('AutoContrast is done to pictures that are not trained on, too', async () => {
  const files =
    await packageOf(`model Net { input image: float32[8, 8, 3]  GlobalAveragePooling2D  output shape: Dense(4) }
data Shapes { source = shapes(40, size=8, channels=3)  field shape: class[4]  augment { AutoContrast } }
train Net on Shapes {
  batch = 4
  objective shape { loss = SparseCategoricalCrossentropy(from_logits=true) }
  phase main { epochs = 1  optimizer = SGD(learning_rate=0.01) }
}`);
  expect(files.get('net.py')).toContain('if not training:\n        x = layers.AutoContrast(');
});
