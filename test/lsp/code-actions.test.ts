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
