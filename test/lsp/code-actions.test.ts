import { describe, expect, it, test } from 'vitest';
import type { CodeAction } from 'vscode-languageserver';
import { withEdits } from './cursors.ts';
import { session } from './session.ts';

const uri = 'file:///work/net.cnn';
const all = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

async function actionsIn(text: string, only?: readonly string[]): Promise<readonly CodeAction[]> {
  const client = await session();
  client.open(uri, text);
  return client.of('codeAction', uri, { range: all, context: { diagnostics: [], ...(only && { only }) } });
}

const after = (text: string, action: CodeAction | undefined): string =>
  withEdits(text, action?.edit?.changes?.[uri] ?? []);

it('a fix of a diagnostic is offered where it is, with the diagnostic', async () => {
  const text = 'model Net { input x: float32[8]  Dens(3) }';
  const [fix, ...more] = await actionsIn(text);
  expect(more).toEqual([]);
  expect(fix).toMatchObject({ kind: 'quickfix', isPreferred: true, diagnostics: [{ code: 'CNN102' }] });
  expect(after(text, fix)).toBe('model Net { input x: float32[8]  Dense(3) }');
});

it('several fixes are made at once, but for what may be there on purpose', async () => {
  const text = 'let spare = 3\nmodel Net { input x: float32[8]  Dens(3, activation="relu")  Flaten }';
  const [fix] = await actionsIn(text, ['source.fixAll']);
  expect(after(text, fix)).toBe(
    'let spare = 3\nmodel Net { input x: float32[8]  Dense(3, activation=relu)  Flatten }',
  );
});

it('fixing all leaves no blanks that nobody would write, and lines where they are', async () => {
  const text =
    'from keras import layers\n\nmodel Net {\n  input x : float32[8]\n  stem=Dense(3)\n   Flatten\n}\n';
  const [fix] = await actionsIn(text, ['source.fixAll']);
  expect(after(text, fix)).toBe('model Net {\n  input x : float32[8]\n  stem: Dense(3)\n   Flatten\n}\n');
});

const dataOf = (source: string): string => `data D {\n  source = ${source}\n  field kind: class[3]\n}\n`;

const trained = `${dataOf('shapes(count=9, classes=3)')}
model M {
  input image: float32[32, 32, 1]
  Flatten
  output kind: Dense(3, activation=softmax)
}
train M on D {
  objective kind { loss = sparse_categorical_crossentropy }
  phase p `;

it('what a source takes under another name is renamed, and keeps its value', async () => {
  const text = dataOf('shapes(n=600, image_size=48, num_channels=3, num_classes=3)');
  const [fix] = await actionsIn(text, ['source.fixAll']);
  expect(after(text, fix)).toBe(dataOf('shapes(count=600, size=48, channels=3, classes=3)'));
});

it.each([
  ['a source', dataOf('folder("a", image_size=48)'), dataOf('folder("a")')],
  [
    'a layer',
    'model M { input x: float32[8, 8, 1]  BatchNormalization(affine=false) }',
    'model M { input x: float32[8, 8, 1]  BatchNormalization() }',
  ],
  [
    'an optimizer',
    `${trained}{ epochs = 1  batch = 8  optimizer = SGD(0.1, clipnorm=1, clipvalue=2) }\n}`,
    `${trained}{ epochs = 1  batch = 8  optimizer = SGD(0.1, clipnorm=1) }\n}`,
  ],
])('what is lost with a fix, of %s, is left out by itself alone', async (_, text, mended) => {
  const all = await actionsIn(text, ['source.fixAll']);
  for (const each of all) expect(after(text, each)).not.toBe(mended);
  const fixes = await actionsIn(text);
  const fix = fixes.find((each) => after(text, each) === mended);
  expect(fix).toBeDefined();
  expect(fix?.isPreferred).toBeUndefined();
});

it('nothing is offered where nothing is wrong', async () => {
  expect(await actionsIn('model Net { input x: float32[8]  Dense(3) }')).toEqual([]);
});

describe('a missing objective is added', () => {
  const data = 'data D {\n  source = shapes(count=9)\n  field kind: class[3]\n  field box: box[center]\n}\n';
  const train = (objectives: string): string =>
    `train M on D {\n${objectives}  phase p { epochs = 1  optimizer = SGD  batch = 2 }\n}\n`;
  const model = (outputs: string): string =>
    `model M {\n  input image: float32[28, 28, 1]\n  Flatten\n${outputs}}\n`;

  test.each([
    [
      'softmax',
      'output kind: Dense(3, activation=softmax)',
      'objective kind { loss = sparse_categorical_crossentropy }',
    ],
    [
      'nothing',
      'output kind: Dense(3)',
      'objective kind { loss = SparseCategoricalCrossentropy(from_logits=true) }',
    ],
    ['a box', 'output box: Dense(4)', 'objective box { loss = mse }'],
    [
      'another name',
      'output y: Dense(3, activation=softmax)',
      'objective y { loss = sparse_categorical_crossentropy  target = kind }',
    ],
  ])('behind %s', async (_, output, objective) => {
    const text = model(`  ${output}\n`) + data + train('');
    const [fix] = await actionsIn(text);
    expect(fix?.title).toContain('add objective');
    expect(after(text, fix)).toBe(model(`  ${output}\n`) + data + train(`  ${objective}\n`));
  });

  it('behind the others', async () => {
    const outputs = '  output kind: Dense(3, activation=softmax)\n  output box: Dense(4)\n';
    const first = '  objective kind { loss = sparse_categorical_crossentropy }\n';
    const text = model(outputs) + data + train(first);
    const [fix] = await actionsIn(text);
    expect(after(text, fix)).toBe(model(outputs) + data + train(`${first}  objective box { loss = mse }\n`));
  });
});

describe('the skip of a residual is projected', () => {
  const mended = async (text: string): Promise<string> => {
    const actions = await actionsIn(text);
    const found = actions.find(({ title }) => title === 'Project the skip');
    return after(text, found);
  };

  test.each([
    ['8', 'Dense(3)', 'Dense(3)'],
    ['8, 2', 'Conv1D(4, 3, padding=same, strides=2)', 'Conv1D(4, kernel_size=1, strides=2)'],
    ['9, 8, 2', 'Conv2D(4, 3, padding=same)', 'Conv2D(4, kernel_size=1)'],
    ['9, 8, 2', 'Conv2D(2, 1, strides=[1, 2])', 'Conv2D(2, kernel_size=1, strides=[1, 2])'],
    ['4, 4, 4, 2', 'Conv3D(4, 3, padding=same, strides=2)', 'Conv3D(4, kernel_size=1, strides=2)'],
  ])('of [%s] behind %s', async (shape, main, skip) => {
    const text = (rest: string): string =>
      `model M {\n  input x: float32[${shape}]\n  residual { ${main} }${rest}\n}\n`;
    expect(await mended(text(''))).toBe(text(` skip { ${skip} }`));
  });

  const block = (rest: string): string => `block Unit(filters, strides = 1) {
  residual {
    Conv2D(filters, 3, strides=strides, padding=same)
    BatchNormalization
  }${rest}
}

model M {
  input x: float32[16, 16, 8]
`;

  test.each([
    ['only where it has to be', '  Unit(8)\n  Unit(8, strides=2)\n}\n', ' when strides > 1'],
    ['always where channels differ', '  Unit(16)\n}\n', ''],
  ])('in a block with parameters, %s', async (_, rest, condition) => {
    expect(await mended(block('') + rest)).toBe(
      block(
        ` skip${condition} {\n    Conv2D(filters, kernel_size=1, strides=strides, use_bias=false)\n    BatchNormalization\n  }`,
      ) + rest,
    );
  });

  it('with what is there already, where that was meant for fewer', async () => {
    const skip = (condition: string): string => ` skip${condition} { Conv2D(filters, 1, strides=strides) }`;
    const rest = '  Unit(16)\n}\n';
    expect(await mended(block(skip(' when strides > 1')) + rest)).toBe(block(skip('')) + rest);
  });
});

describe('a remedy is in the words of the text', () => {
  const messages = async (text: string): Promise<string> => {
    const client = await session();
    client.open(uri, text);
    const found = await client.diagnostics(uri);
    return found.map(({ message }) => (typeof message === 'string' ? message : message.value)).join('\n');
  };
  const net = (size: number, source: string, phases: string): string => `model M(classes = 3) {
  input image: float32[${size}, ${size}, 1]
  Flatten
  output kind: Dense(classes, activation=softmax)
}
data D {
  source = ${source}
  field kind: class[4]
}
train M on D {
  objective kind { loss = sparse_categorical_crossentropy }
${phases}}
`;
  const phase = '  phase p { epochs = 1  batch = 8  optimizer = Adam }\n';

  it('where an output has another number of values than there are classes', async () => {
    const text = net(32, 'shapes(9)', phase);
    const [fix] = await actionsIn(text);
    expect(fix?.title).toBe('write classes = 4, or declare field kind: class[3]');
    expect(after(text, fix)).toBe(text.replace('classes = 3', 'classes = 4'));
  });

  test.each([
    ['shapes(9)', 'shapes(9, size=48)'],
    ['shapes(9, 16, channels=3)', 'shapes(9, 48, channels=1)'],
    ['shapes(9, size=[16, 8])', 'shapes(9, size=48)'],
  ])('where a source draws other pictures: %s', async (source, mended) => {
    const text = net(48, source, phase).replace('classes = 3', 'classes = 4');
    const [fix] = await actionsIn(text);
    expect(after(text, fix)).toBe(text.replace(source, mended));
  });

  it('where phases lack what the block could say, once', async () => {
    const bare = '  phase p { epochs = 1  optimizer = Adam }\n  phase q { epochs = 2  optimizer = SGD }\n';
    const text = net(32, 'shapes(9)', bare).replace('classes = 3', 'classes = 4');
    expect(await messages(text)).toBe('`train M` needs `batch`');
    const [fix, ...more] = await actionsIn(text);
    expect(more).toEqual([]);
    expect(after(text, fix)).toBe(text.replace('  objective', '  batch = 32\n  objective'));
  });

  it('where the numbers of a box are not told: the ways, of which none is preferred', async () => {
    const text = (type: string): string => `data D {\n  source = shapes(9)\n  field box: ${type}\n}\n`;
    const actions = await actionsIn(text('box'));
    const fixes = actions.filter(({ kind }) => kind === 'quickfix');
    expect(fixes.map((fix) => after(text('box'), fix))).toEqual([text('box[center]'), text('box[corners]')]);
    expect(fixes.every(({ isPreferred }) => isPreferred === undefined)).toBe(true);
    const [fix] = await actionsIn(text('box[centre]'));
    expect(after(text('box[centre]'), fix)).toBe(text('box[center]'));
  });

  it('where a share is too large, but no percentage', async () => {
    const text = (rate: string): string => `model M { input x: float32[8]  Dropout(${rate}) }`;
    expect(await messages(text('1.5'))).not.toContain('0.015');
    expect(await actionsIn(text('1.5'))).toEqual([]);
    const [fix] = await actionsIn(text('25'));
    expect(after(text('25'), fix)).toBe(text('0.25'));
  });

  it('where a skip does not fit, of a block with parameters', async () => {
    const text = `layer Conv = Conv2D(kernel_size=3, padding=same)
block Res(filters, stride = 1) {
  residual {
    Conv(filters, strides=stride)
    Conv(filters)
  }
}
model M {
  input x: float32[32, 32, 16]
  Res(16)
  Res(32, stride=2)
  for f in [32, 64] { Res(f, stride=2) }
}
`;
    const skip = 'skip when stride > 1 { Conv2D(filters, kernel_size=1, strides=stride) }';
    expect(await messages(text)).toContain(`fix: project the skip: \`${skip}\``);
    const [fix] = await actionsIn(text);
    expect(after(text, fix)).toBe(text.replace('  }\n}', `  } ${skip}\n}`));
    expect(await messages(after(text, fix))).toBe('');
  });
});
