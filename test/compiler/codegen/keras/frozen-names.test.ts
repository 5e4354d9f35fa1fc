import { describe, expect, it } from 'vitest';
import { packageOf } from './package-of.ts';

const frozen = async (body: string, freeze = 'base'): Promise<string | undefined> => {
  const files = await packageOf(`model Net(deep = 1) {
  input image: float32[8, 8, 3]
  base: { Conv2D(4, 1)  inner: { Conv2D(4, 1)  Conv2D(4, 1) } }
  ${body}
  GlobalAveragePooling2D
  output shape: Dense(4, activation=softmax)
}
data Shapes { source = shapes(count=40, size=8, channels=3, classes=4)  field shape: class[4] }
train Net on Shapes {
  batch = 4
  objective shape { loss = sparse_categorical_crossentropy }
  phase main { freeze ${freeze}  epochs = 1  optimizer = SGD(learning_rate=0.01) }
}`);
  return /freeze\(model, ([^)]*)\)/.exec((files.get('net.py') ?? '').replaceAll(/\s+/g, ' '))?.[1];
};

describe('the names of frozen layers', () => {
  it('are what all of a group begin with', async () => {
    expect(await frozen('')).toBe('"base_*"');
    expect(await frozen('', 'base.inner')).toBe('"base_inner_*"');
  });

  it('are exact where another layer begins so, with whatever parameters', async () => {
    const exact = '"base_conv2d", "base_inner_*"';
    expect(await frozen('base_top: Conv2D(4, 1)')).toBe(exact);
    expect(await frozen('if deep > 1 { base_top: Conv2D(4, 1) }')).toBe(exact);
    expect(await frozen('for i in [1, 2] { "base{i}": Conv2D(4, 1) }')).toBe(
      '"base_conv2d", "base_inner_conv2d", "base_inner_conv2d_1"',
    );
  });
});
