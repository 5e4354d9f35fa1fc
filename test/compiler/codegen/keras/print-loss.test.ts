import { describe, expect, it } from 'vitest';
import { packageOf } from './package-of.ts';

const spec = `import { Huber } from "cnn:losses"
block Scale(k) { Rescaling(k) }
block Below(k = 2) { input prediction: [?n]  input target: [n]  from target  Subtract(with=prediction)  ReLU  Scale(k) }
model Net {
  input image: float32[8, 8, 3]
  GlobalAveragePooling2D
  output shape: Dense(4, activation=softmax)
}
data Shapes { source = shapes(count=40, size=8, channels=3, classes=4)  field shape: class[4] }
train Net on Shapes {
  batch = 4
  objective shape {
    loss = 0.5 * sparse_categorical_crossentropy + Huber(delta=0.5) + 0.5 * Below
    metrics = [TopKCategoricalAccuracy(k=2)]
  }
  phase main { epochs = 1  optimizer = SGD(learning_rate=0.01) }
}`;

describe('a loss of a Keras package', () => {
  it('gives each block what its inputs are called, and nothing more', async () => {
    const files = await packageOf(spec);
    const net = files.get('net.py') ?? '';
    expect(files.get('losses.py')).toContain('def huber(target, prediction, delta=1):');
    expect(net).toContain('def below(prediction, target, k=2):');
    expect(net).toContain('x = scale(x, k, at=Names())');
    expect(net).toContain('+ per_example(huber(target, y_pred, delta=0.5))');
    expect(net).toContain('+ 0.5 * per_example(below(y_pred, target))');
  });

  it('finds by its name what a block that it applies has made within', async () => {
    const within = `block Parts { input a: float32[4]  from a  inner: ReLU  ELU }
block Mine { input target: float32[4]  input prediction: float32[4]  parts: Parts from prediction  Subtract(with=parts.inner)  Subtract(with=target)  Square }
`;
    const text = within + spec.replace(/loss = .*/, 'loss = Mine').replace(/^import.*\n/, '');
    const net = (await packageOf(text)).get('net.py') ?? '';
    expect(net).toMatch(/def mine\(target, prediction\):\n {4}at = Names\(\)\n/);
    expect(net).toContain('at=at.group("parts")');
    expect(net).toContain('at.find("parts.inner")');
  });

  it('smooths and ignores as the spec says, by a part where Keras has no such loss', async () => {
    const written = async (loss: string): Promise<string> =>
      (await packageOf(spec.replace(/loss = .*/, `loss = ${loss}`))).get('net.py') ?? '';
    const named = 'SparseCategoricalCrossentropy';
    expect(await written(`${named}(ignore_class=-1)`)).toContain(`losses.${named}(ignore_class=-1)`);
    expect(await written(`${named}(label_smoothing=0.1)`)).toContain(
      'return sparse_crossentropy(y_true, y_pred, label_smoothing=0.1)',
    );
    expect(await written(`0.5 * ${named}(ignore_class=3) + 0.5 * Below`)).toContain(
      'sparse_crossentropy(y_true, y_pred, ignore_class=3)',
    );
  });

  it('measures a class, which is a number, by the metric of Keras that takes one', async () => {
    expect((await packageOf(spec)).get('net.py')).toContain(
      'metrics.SparseTopKCategoricalAccuracy(k=2, name="top_2_accuracy")',
    );
  });

  it('is one of Keras’s by its name, and a function where there is a factor, or several', async () => {
    const written = async (loss: string): Promise<string> =>
      (await packageOf(spec.replace(/loss = .*/, `loss = ${loss}`))).get('net.py') ?? '';
    const plain = await written('sparse_categorical_crossentropy');
    expect(plain).toContain('"sparse_categorical_crossentropy"');
    expect(plain).not.toContain('def shape_loss(');
    expect(await written('2 * sparse_categorical_crossentropy')).toMatch(
      /def shape_loss\(.*[^]*2 \* per_example\(\s*losses\.sparse_categorical_crossentropy\(/,
    );
  });
});
