import { describe, expect, it } from 'vitest';
import { packageOf } from './package-of.ts';

describe('an operation of a Keras package', () => {
  it('applies a group that holds a group again, and the one within by itself', async () => {
    const text = await packageOf(`model Net {
  input image: float32[8, 8, 3]
  g: { Conv2D(3, 3, padding=same)  inner: { Conv2D(3, 1)  act: ReLU } }
  h: reuse g
  reuse g.inner
  output o: Conv2D(2, 1)
}`);
    const net = text.get('net.py') ?? '';
    expect(net).toContain('image = keras.Input((8, 8, 3), name="image")');
    expect(net.match(/g_inner_conv2d_layer\(x\)/g)).toHaveLength(3);
  });

  it('finds what a group of a round has kept by its path in the group', async () => {
    const text = await packageOf(`model Net {
  input image: float32[8, 8, 4]
  for f in [4, 4] {
    stage: {
      for g in [1, 2] as j { "d{j}": Conv2D(4, 1) }
      Add(with=d1)
    }
  }
}`);
    const net = text.get('net.py') ?? '';
    expect(net).toContain('inside.keep(x, f"d{j}")');
    expect(net).toContain('inside.find("d1")');
  });

  it.each([
    ['an output', 'from twin.mean'],
    ['something within', 'from twin.c  GlobalAveragePooling2D'],
    [
      'something within the first',
      'from encoder.c  g: GlobalAveragePooling2D  from twin.mean  Concatenate(with=g)',
    ],
  ])('applies a model of several outputs again, of which %s is used', async (_, use) => {
    const text = await packageOf(`model Inner {
  input image: float32[8, 8, 3]
  c: Conv2D(3, 3)
  output mean: GlobalAveragePooling2D
  output top: GlobalMaxPooling2D
}
model Net {
  input image: float32[8, 8, 3]
  encoder: Inner
  from encoder.mean
  d: Dense(3)
  from image
  twin: reuse encoder
  ${use}
  Dense(3)
  Add(with=d)
  output o: Dense(2)
}`);
    const net = text.get('net.py') ?? '';
    expect(net).not.toContain('at.find');
    expect(net.match(/encoder_c_layer\(image\)/g)).toHaveLength(2);
  });
});
