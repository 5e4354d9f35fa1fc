import { expect, test } from 'vitest';
import type { Hover } from 'vscode-languageserver';
import { cursorsIn } from './cursors.ts';
import { session } from './session.ts';

const uri = 'file:///work/net.cnn';

async function hovers(marked: string): Promise<readonly string[]> {
  const { text, positions } = cursorsIn(marked);
  const client = await session({
    '/work/unit.cnn': '## Two layers.\nblock Unit(n, m = 2) { Dense(n)  Dense(m) }',
  });
  client.open(uri, text);
  const found: string[] = [];
  for (const position of positions) {
    const answer = await client.at<Hover | null>('hover', uri, position);
    const { contents } = answer ?? {};
    found.push(
      contents !== undefined && typeof contents === 'object' && 'value' in contents ? contents.value : '',
    );
  }
  return found;
}

/** A text with cursors, and what is told at each, in part. */
const cases: readonly (readonly [string, ...(readonly string[])[]])[] = [
  [
    'model M { input x: float32[28, 28, 1]  Con|v2D(8, 7) }',
    [
      '**Conv2D(filters, kernel_size, …)** · layer kind',
      'kernels slide over the image',
      '`conv2d` · Conv2D · 28×28×1 → **22×22×8**',
      'height: ⌊(28 − 7) / 1⌋ + 1 = 22',
      'kernel 7×7×1×8 + bias 8 = 400 parameters',
      '189,728 multiply-adds · 15.5 kB for each example',
    ],
  ],
  [
    'model M { input x: float32[28, 28, 1]  MaxPool2D|(3, strides=2, padd|ing=sa|me)  Flat|ten }',
    ['height: ⌈28 / 2⌉ = 14'],
    ['**padding** · argument', 'Takes `valid`, `same`; by default `valid`.'],
    ['**same** · word'],
    ['14 · 14 · 1 = 196'],
  ],
  [
    'let si|ze = 3  model M(n| = 2) { input x: float32[8]  let w|ide = n * size  for f| in [1, 2] { Dense(f|)  Dense(wide|) } }',
    ['let size = 3'],
    ['parameter n = 2'],
    ['let wide = n * size', 'Value: `6`'],
    ['Values: `1`, `2`'],
    ['Values: `1`, `2`'],
    ['Value: `6`'],
  ],
  [
    'import { Unit } from "unit.cnn"\nmodel M { input x: float32[8]  Uni|t(3) }',
    ['block Unit(n, m = 2)', 'Two layers.', 'From `/work/unit.cnn`.', '2 layers · 35 parameters'],
  ],
  [
    'block U(n|) { Dense(n, use_bias=true)  Dense(2) }  model M { input x: float32[8]  U(3) }',
    ['Given to `units` of `Dense`.', 'Value: `3`'],
  ],
  [
    'block U(n|) { Dense(n)  Conv1D(n, 3) }  model M { input x: float32[8]  U(3) }',
    ['Given to `units` of `Dense`, `filters` of `Conv1D`.'],
  ],
  [
    'model M { input x: float32[8]  resi|dual { Dense(8)  ReLU } }',
    ['`skip { … }` makes what comes in like it', '8 → **8** · 3 layers · 72 parameters'],
  ],
  [
    'data D { source = shap|es(count=10) }',
    [
      'each with its class, its box and its mask',
      '- `count` (integer ≥ 1 and ≤ 1000000; must be given) How many pictures.',
      '- `size` (integer ≥ 8, or a list of 2; by default `32`) Height and width.',
    ],
  ],
  [
    'block U(n|) { Dense(n) }  model M { input x: float32[8]  U(3)  U(4) }',
    ['parameter n', 'Values: `3`, `4`'],
  ],
  [
    'mod|el M { inp|ut x: float32[8]  a|: Dense(3) }',
    ['A network'],
    ['What comes in'],
    ['`a` · Dense · 8 → **3**'],
  ],
  ['model M { input x: float32[8, 8, 1]  Conv2D(2, |9) }', ['**CNN206**', 'padding']],
  ['# mod|el\n', []],
  [
    `model Net { input image: float32[32, 32, 1]  Con|v2D(8, 3, activation=relu)  Flatten  output shape: Den|se(4, activation=softmax) }
data Shapes { source = shapes(count=100)  field shape: class[4] }
train Net on Shapes as it { batch = 10  memory = 1 GiB  objective shape { loss = sparse_categorical_crossentropy }
  phase main { epochs = 1  optimizer = Adam } }`,
    ['At the peak of `it`, phase `main`: '],
    ['At the peak of `it`, phase `main`: nothing of it is alive'],
  ],
  [
    `model Net { input image: float32[32, 32, 1]  Flatten  output shape: Dense(4, activation=softmax) }
data Shapes { source = sha|pes(count=100)  field shape: class[4]  prepare { Resc|aling(1/255) } }
tra|in Net on Shapes { bat|ch = 10  memory = 1 MiB  objective shape { loss = sparse_categ|orical_crossentropy }
  phase main { epochs = 1  optimizer = Ad|am } }`,
    ['**shapes(count, …)** · source'],
    ['**Rescaling', 'step'],
    ['104 KiB of 1 MiB · batches up to'],
    ['**batch** · setting'],
    ['· loss'],
    ['**Adam** · optimizer'],
  ],
];

test.each(cases.map(([marked, ...expected]) => ({ marked, expected })))(
  '$marked',
  async ({ marked, expected }) => {
    const found = await hovers(marked);
    expect(found.length).toBe(expected.length);
    for (const [index, parts] of expected.entries()) {
      for (const part of parts) expect(found[index]).toContain(part);
      if (parts.length === 0) expect(found[index]).toBe('');
    }
  },
);
