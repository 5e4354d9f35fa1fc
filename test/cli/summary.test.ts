import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cnnc, fileOf, repositoryFile } from './run-cnnc.ts';
import { resnet152 } from '../support/resnet152.ts';
import { schemaErrors } from './schema.ts';

const example = (name: string): string => repositoryFile(`examples/${name}.cnn`);

test('the arithmetic of convolutions', async () => {
  const { code, out, err } = await cnnc(['summary', example('arithmetic')]);
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/Valid[^]*conv2d +Conv2D +64×114×32 +4,736 /);
  expect(out).toMatch(/Same[^]*conv2d +Conv2D +70×120×32 +4,736 /);
  expect(out).toMatch(/FeatureMaps[^]*150×100×200 +15,200 +225,000,000 +12 MB/);
  expect(out).toContain('225,000,000 (225 million)');
  expect(out).toMatch(/12 MB for one example$/m);
});

test('tables of a model and its training', async () => {
  const { out } = await cnnc(['summary', example('fashion_mnist')]);
  expect(out).toContain('FashionCnn  (image 28×28×1)');
  expect(out).toMatch(/^label +Dense +10 +650 +640 +40 B$/m);
  expect(out).toContain('parameters     1,413,834, 5.66 MB');
  expect(out).toMatch(/^train FashionCnn on Fashion$/m);
  expect(out).toMatch(/^main +\S.* 32 +[\d.]+ [MG]iB +2 GiB +[\d,]+ +1,413,834$/m);
});

test('equal neighbours in one line: ResNet-152 on one screen, and nothing lost in the totals', async () => {
  const file = fileOf(resnet152);
  const { out } = await cnnc(['summary', file]);
  expect(out.split('\n').length).toBeLessThan(24);
  expect(out).toMatch(/^bottleneck_12 ×35 +Bottleneck +14×14×1024 +39,208,960 +7,642,808,320 +155 MB$/m);
  expect(out).toContain('layers         514 in 14 lines (--all: each in its own)');
  const columns = out
    .split('\n')
    .flatMap((line) => / {2}([\d,]+) +([\d,]+) +[\d.]+ [kM]?B$/.exec(line) ?? []);
  const sum = (texts: readonly string[]): number =>
    texts.reduce((total, text) => total + Number(text.replaceAll(',', '')), 0);
  expect(sum(columns.filter((_, index) => index % 3 === 1))).toBe(60_344_232);
  expect(sum(columns.filter((_, index) => index % 3 === 2))).toBe(11_513_626_624);
  const all = (await cnnc(['summary', '--all', file])).out;
  expect(all.split('\n').length).toBeGreaterThan(514);
  expect(all).toMatch(/^bottleneck_49\.conv2d_2 +Conv2D +7×7×2048 /m);
});

test('a small model is shown with its groups open', async () => {
  const { out } = await cnnc([
    'summary',
    fileOf('model M { input x: float32[4] a: { Dense(2) repeat 3 { Dense(3) Dense(2) } } }'),
  ]);
  expect(out).toMatch(
    /^a +group +2 +[^]*^ {2}repeat ×3 +group +3 .*\n {4}dense ×3 +Dense +2 [^]*^ {2}dense_6 +Dense +2 /m,
  );
});

test.each(['fashion_mnist', 'shapes', 'arithmetic'])('--json of %s is by the schema', async (name) => {
  const { code, out } = await cnnc(['summary', example(name), '--json']);
  expect(code).toBe(0);
  expect(schemaErrors('summary', JSON.parse(out))).toEqual([]);
});

interface Json {
  readonly models: readonly { name: string; params: number; trainable_params: number; macs: number }[];
  readonly trains: readonly { phases: readonly Record<string, unknown>[] }[];
}

test('--json counts what trains apart, and the largest batch only within a budget', async () => {
  const file = fileOf(`
    model M { input image: float32[8, 8, 1] Conv2D(2, 3) BatchNormalization Flatten output shape: Dense(2) }
    data D { source = shapes(10, size=8, classes=2) field shape: class[2] }
    train M on D {
      batch = 4
      objective shape { loss = SparseCategoricalCrossentropy(from_logits=true) }
      phase free { epochs = 1 optimizer = SGD }
      phase tight { memory = 1 MiB freeze conv2d epochs = 1 optimizer = SGD }
    }`);
  const { models, trains } = JSON.parse((await cnnc(['summary', '--json', file])).out) as Json;
  expect(models).toMatchObject([{ name: 'M', params: 20 + 8 + 146, trainable_params: 20 + 4 + 146 }]);
  const [free, tight] = trains[0]?.phases ?? [];
  expect(free).toMatchObject({ name: 'free', batch: 4, largest_batch: null, trainable_params: 170 });
  expect(tight).toMatchObject({ name: 'tight', batch: 4, trainable_params: 150 });
  expect(free?.['settings']).toEqual({
    epochs: 1,
    optimizer: {
      ...{ kind: 'SGD', learning_rate: 0.01, momentum: 0, nesterov: false },
      ...{ weight_decay: null, clipnorm: null, clipvalue: null, global_clipnorm: null },
      ...{ use_ema: false, ema_momentum: 0.99, ema_overwrite_frequency: null },
    },
    batch: 4,
    memory: null,
    recompute: null,
    accumulate: 1,
    rates: null,
    no_decay: null,
    monitor: null,
    patience: null,
    min_delta: 0,
    optimizer_state: 'fresh',
  });
  expect(tight?.['settings']).toMatchObject({ memory: 1024 * 1024 });
  expect(tight?.['peak_bytes']).toBeLessThan(1024 * 1024);
  expect(tight?.['largest_batch']).toBeGreaterThan(4);
});

test('a file with an error gives diagnostics and no tables', async () => {
  const file = fileOf('model M { input x: float32[8] Dnse(3) }');
  const { code, out, err } = await cnnc(['summary', file]);
  expect([code, out, err.includes('CNN102')]).toEqual([1, '', true]);
  const asJson = await cnnc(['summary', file, '--json']);
  expect(asJson.code).toBe(1);
  expect(schemaErrors('diagnostics', JSON.parse(asJson.out))).toEqual([]);
});

test('formulas, what they need, and no number for what depends on them', async () => {
  const file = example('fully_convolutional');
  const { code, out, err } = await cnnc(['summary', file]);
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('FullyConvolutional  (image h×w×3)');
  expect(out).toMatch(/^conv2d_2 +Conv2D +⌊h\/2⌋×⌊w\/2⌋×32 +27,680 +27648·⌊h\/2⌋·⌊w\/2⌋ /m);
  expect(out).toContain('needs          h % 4 == 0, w % 4 == 0');
  expect(out).toContain('multiply-adds  depends on h, w');
  const json = JSON.parse((await cnnc(['summary', '--json', file])).out) as unknown;
  expect(schemaErrors('summary', json)).toEqual([]);
  expect(json).toMatchObject({
    models: [
      {
        symbols: ['h', 'w'],
        needs: ['h % 4 == 0', 'w % 4 == 0'],
        params: 106_516,
        macs: null,
        layers: [{ output_shape: ['h', 'w', 16], macs: null }, ...Array<object>(14).fill({})],
      },
    ],
  });
});

test('a train block whose sizes only the run knows', async () => {
  const file = fileOf(`
    data D { source = idx("images")  field label: class[4] }
    model M {
      input image: float32[?h, ?w, 1]
      GlobalAveragePooling2D
      output label: Dense(4, activation=softmax)
    }
    train M on D {
      batch = 2
      objective label { loss = sparse_categorical_crossentropy }
      phase main { epochs = 1  optimizer = Adam }
    }`);
  expect((await cnnc(['summary', file])).out).toContain(
    'train M on D\nmemory         depends on h, w, known when the run starts',
  );
  const json = JSON.parse((await cnnc(['summary', '--json', file])).out) as unknown;
  expect(schemaErrors('summary', json)).toEqual([]);
  expect(json).toMatchObject({ trains: [{ symbols: ['h', 'w'], phases: [] }] });
});

test('--source prints the file with the shape behind each line, and what models and blocks cost', async () => {
  const file = fileOf(
    'block Twice(n) {\n  Conv2D(n, 3)\n  Conv2D(n, 3)\n}\nmodel M {\n  input x: float32[8, 8, 1]\n  Twice(4)\n  Flatten\n  output y: Dense(2)\n}\n',
  );
  expect(await cnnc(['summary', '--source', file])).toEqual({
    code: 0,
    err: '',
    out: `block Twice(n) {      → 188 parameters, 3,600 multiply-adds
  Conv2D(n, 3)        → 6×6×4
  Conv2D(n, 3)        → 4×4×4
}
model M {             → 318 parameters, 3,728 multiply-adds
  input x: float32[8, 8, 1]
  Twice(4)            → 4×4×4
  Flatten             → 64
  output y: Dense(2)  → 2
}
`,
  });
});

test('--json says where the file makes each layer: of what the library makes, where it is applied', async () => {
  const file = fileOf(
    'import { ResNet50 } from "cnn:applications"\nmodel M {\n  input x: float32[64, 64, 3]\n  ResNet50(include_top=false)\n  output y: Dense(2)\n}\n',
  );
  const { out } = await cnnc(['summary', '--json', file]);
  const { models } = JSON.parse(out) as {
    models: { layers: { file: string; range: { start: { line: number } } }[] }[];
  };
  const places = models[0]?.layers.map((layer) => `${layer.file} ${layer.range.start.line}`);
  expect(new Set(places)).toEqual(new Set([`${file} 3`, `${file} 4`]));
});

test('what is over its budget has its table all the same, in the units of the budget', async () => {
  const file = fileOf(`
    data D { source = shapes(100) field label: class[4] prepare { Rescaling(1/255) } }
    model M { input image: float32[32, 32, 1] stem: { Conv2D(8, 3) ReLU } Flatten output label: Dense(4, activation=softmax) }
    train M on D {
      batch = 32
      memory = 1 MiB
      objective label { loss = sparse_categorical_crossentropy }
      phase main { epochs = 1 optimizer = Adam }
    }`);
  const { code, out, err } = await cnnc(['summary', file]);
  expect([code, err.includes('over its budget of 1 MiB')]).toEqual([1, true]);
  expect(out).toMatch(/^main +.* 32 +[\d.]+ MiB +1 MiB +\d+ +/m);
  expect(out).toMatch(/^stem +group +30×30×8 /m);
  expect(out).toMatch(/activations .* for one example, .* for a batch of 32$/m);
  expect((await cnnc(['summary', '--json', file])).out).toContain('CNN501');
});

test('--source gives what the README shows', async () => {
  const readme = readFileSync(repositoryFile('README.md'), 'utf8');
  const [, text = ''] = /```cnn\n(.*?)```/s.exec(readme) ?? [];
  const { out } = await cnnc(['summary', '--source', fileOf(text)]);
  expect(out).toContain('89,156 parameters');
  expect(readme).toContain(`\`\`\`text\n${out}\`\`\`\n`);
});

test('--source shows what is known before a mistake', async () => {
  const file = fileOf('model M {\n  input x: float32[8, 8, 1]\n  Flatten\n  Dnse(3)\n  ReLU\n}\n');
  const { code, out, err } = await cnnc(['summary', '--source', file]);
  expect([code, out]).toEqual([
    1,
    'model M {\n  input x: float32[8, 8, 1]\n  Flatten  → 64\n  Dnse(3)\n  ReLU\n}\n',
  ]);
  expect(err).toContain('CNN102');
});
