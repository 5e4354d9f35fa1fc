import { expect, it } from 'vitest';
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
