import { describe, expect, it } from 'vitest';
import { packageOf } from './package-of.ts';

describe('a function of a Keras package', () => {
  it('keeps an input named as the current tensor is, of which the model is made', async () => {
    const text = await packageOf('model Net { input x: float32[8]  Dense(4)  output o: Dense(2) }');
    expect(text.get('net.py')).toContain(`
    inputs = keras.Input((8,), name="x")
    x = layers.Dense(4, name=at("dense"))(inputs)  # 4
    o = layers.Dense(2, name=at.label("o"))(x)  # 2
    return keras.Model(inputs, o, name="Net")`);
  });

  it('keeps an input named as the current tensor is, where the body names it later', async () => {
    const text = await packageOf(`block Keeping { input x: [?c]  Dense(c)  Add(with=x) }
block Leaving { input x: [?c]  Dense(c) }
model Net { input y: float32[8]  input x: float32[8]  Keeping  Leaving  x_: Dense(8)  Add(with=[x, x_]) }`);
    const net = text.get('net.py') ?? '';
    expect(net).toContain('def keeping(inputs, *, at):');
    expect(net).toContain('layers.Add(name=at("add"))([x, inputs])');
    expect(net).toContain('def leaving(x, *, at):');
    expect(net).toContain('return keras.Model([y, x_], x, name="Net")');
    expect(net).toContain('([x__, x_, x__])');
  });

  it('says what the model is, and the module does not say it again', async () => {
    const text = await packageOf(
      '## Sums of four.\nmodel Net { input image: float32[8]  output o: Dense(2) }',
    );
    expect(text.get('net.py')?.match(/Sums of four/g)).toHaveLength(1);
    expect(text.get('net.py')).toContain('"""Models of net.cnn."""');
  });
});
