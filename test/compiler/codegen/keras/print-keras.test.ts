import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sample } from '../../../support/sample.ts';
import { ruffFinds } from '../../../support/ruff.ts';
import { packageOf } from './package-of.ts';
import { features } from '../equality/specs.ts';

const files = readdirSync('examples').map(
  (file) => [file, readFileSync(join('examples', file), 'utf8')] as const,
);

describe('a Keras package', () => {
  it.each([...sample(files, 5), ...features.map(({ name, text }) => [`${name}.cnn`, text] as const)])(
    'of %s has nothing that ruff finds fault with',
    async (name, text) => {
      for (const [file, python] of await packageOf(text, name)) {
        expect([file, ruffFinds(python)]).toEqual([file, []]);
      }
    },
  );

  it('makes its one model by `create_model`, whatever models that one applies; of several each by its name', async () => {
    const part = 'model Part(k) { input x: float32[4]  Dense(k) }';
    const net = (name: string): string => `model ${name} { input x: float32[4]  Dense(2)  ReLU }`;
    const made = async (...models: readonly string[]): Promise<unknown> =>
      [...((await packageOf(models.join('\n'))).get('net.py') ?? '').matchAll(/^def (create_\w+)\(/gm)].map(
        ([, name]) => name,
      );
    expect(await made(part, net('Net').replace('Dense(2)  ReLU', 'Part(3)'))).toEqual(['create_model']);
    expect(await made(net('First'), net('Second'))).toEqual(['create_first', 'create_second']);
  });

  it('has a function for a block, a loop for a loop, and an alias with its defaults', async () => {
    const text = await packageOf(`## A net of units.
layer Conv = Conv2D(kernel_size=3, padding=same, use_bias=false)

block Unit(filters, strides = 1) {
  residual {
    Conv(filters, strides=strides)
    BatchNormalization
  } skip when strides > 1 { Conv(filters, kernel_size=1, strides=strides) }
}

model Net(classes = 10) {
  input image: float32[32, 32, 3]
  Conv(16)
  for filters in [16, 32] as stage {
    repeat 2 as i { Unit(filters, strides = if stage > 0 and i == 0 then 2 else 1) }
  }
  GlobalAveragePooling2D
  output label: Dense(classes, activation=softmax)
}`);
    expect(text.get('net.py')).toMatchInlineSnapshot(`
      "# Made by cnnc 0.0.0 from net.cnn.
      # SHA-256 of the spec: 0
      """A net of units."""

      from functools import partial

      import keras
      from keras import layers

      from .parts import Names

      conv = partial(layers.Conv2D, kernel_size=3, padding="same", use_bias=False)


      def unit(x, filters, strides=1, *, at):
          shortcut = x
          x = conv(filters, strides=strides, name=at("conv2d"))(x)  # 32×32×16 … 16×16×32
          # 32×32×16 … 16×16×32
          x = layers.BatchNormalization(name=at("batch_normalization"))(x)
          if strides > 1:
              # 16×16×32
              shortcut = conv(filters, kernel_size=1, strides=strides, name=at("conv2d"))(
                  shortcut
              )
          x = layers.Add(name=at("add"))([x, shortcut])  # 32×32×16 … 16×16×32
          return x


      def create_model(classes=10):
          """Create the model."""
          at = Names()
          image = keras.Input((32, 32, 3), name="image")
          x = conv(16, name=at("conv2d"))(image)  # 32×32×16
          for stage, filters in enumerate([16, 32]):
              for i in range(2):
                  # 32×32×16 … 16×16×32
                  x = unit(
                      x,
                      filters,
                      strides=2 if stage > 0 and i == 0 else 1,
                      at=at.block("unit"),
                  )
          x = layers.GlobalAveragePooling2D(name=at("global_average_pooling2d"))(x)  # 32
          label = layers.Dense(classes, activation="softmax", name=at.label("label"))(x)  # 10
          return keras.Model(image, label, name="Net")
      "
    `);
    expect(text.get('__init__.py')).toMatchInlineSnapshot(`
      "# Made by cnnc 0.0.0 from net.cnn.
      from .net import create_model
      from .parts import load_weights

      __all__ = ["create_model", "load_weights"]
      "
    `);
  });

  it('says of a module what it is, and of a model what it is, each once', async () => {
    const text = (
      await packageOf(`let width = 4
## Tells two things apart.
model Net { input image: float32[4] output label: Dense(width) }`)
    ).get('net.py');
    expect(text).toContain('"""Models of net.cnn."""');
    expect(text?.match(/Tells two things apart/g)).toHaveLength(1);
  });

  it('gives optimizers numbers with a point', async () => {
    const text = await packageOf(`model Net {
  input image: float32[4, 4, 1]
  Flatten
  output shape: Dense(4, activation=softmax)
}
data D { source = shapes(count=50) field shape: class[4] prepare { Resizing(4, 4) } }
train Net on D {
  batch = 10
  objective shape { loss = sparse_categorical_crossentropy }
  phase p { epochs = 1 optimizer = SGD(learning_rate=1) }
}`);
    expect(text.get('net.py')).toContain('optimizer=optimizers.SGD(learning_rate=1.0)');
  });

  it('trains in phases', async () => {
    const [, , training] = features;
    expect((await packageOf(training?.text ?? '')).get('net.py')).toContain(`    # freeze stem..body
    freeze(model, "stem", "batch_normalization", "body_*")
    model.compile(
        optimizer=optimizers.Adam(learning_rate=0.01, amsgrad=True),
        loss={"shape": shape_loss, "box": box_loss},
        loss_weights={"shape": 0.7, "box": 1},
        metrics={
            "shape": [
                "accuracy",
                metrics.SparseTopKCategoricalAccuracy(k=2, name="top_2_accuracy"),
            ],
            "box": ["mae", BoxIoU(decode=decode_box)],
        },
    )
`);
  });

  it('gives what a language reserves, and what layers may not be called, another name', async () => {
    const text = await packageOf(`model Net(lambda = 2, layers = 3) {
  input yield: float32[4]
  let x = lambda * 2
  sum: Dense(x)
  class: Dense(layers)
  output def: Dense(3)
}`);
    const net = text.get('net.py') ?? '';
    expect(net).toContain('def create_model(lambda_=2, layers_=3):');
    expect(net).toContain('yield_ = keras.Input((4,), name="yield")');
    expect(text.get('parts.py')).toContain('def keras_name(path):');
  });

  it('lets nothing of a spec become code', async () => {
    const hostile = '""" + __import__(\'os\').system(\'id\') + """\\\\';
    const text = await packageOf(`## ${hostile}
model Net {
  ## ${hostile}
  input image: float32[4]
  # ${hostile}
  require 1 == 1 : "{1} \\"\\"\\" ' \\\\ \\{0\\}"
  output label: Dense(3)
}`);
    for (const python of text.values()) expect(ruffFinds(python)).toEqual([]);
    expect([...text.values()].join('').match(/^(?!\s*#|.*""").*__import__/m)).toBeNull();
  });

  it('is the same text for the same spec', async () => {
    const [naming] = features;
    expect(await packageOf(naming?.text ?? '')).toEqual(await packageOf(naming?.text ?? ''));
  });
});
