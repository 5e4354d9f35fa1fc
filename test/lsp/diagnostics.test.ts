import { expect, it } from 'vitest';
import { DiagnosticSeverity } from 'vscode-languageserver';
import { session } from './session.ts';

const uri = 'file:///work/net.cnn';
const model = (layer: string): string => `model Net {
  input x: float32[8, 8, 1]
  ${layer}
}
`;

it('a mistake is told with its place, its page and its edits', async () => {
  const client = await session();
  client.open(uri, model('Conv2D(2, 3, stride=2)'));
  const [first, ...more] = await client.diagnostics(uri);
  expect(more).toEqual([]);
  const range = { start: { line: 2, character: 15 }, end: { line: 2, character: 21 } };
  expect(first).toMatchObject({
    severity: DiagnosticSeverity.Error,
    code: 'CNN107',
    source: 'cnnc',
    message: expect.stringContaining('`Conv2D` has no parameter `stride`') as unknown,
    codeDescription: { href: 'pages#CNN107' },
    range,
    data: { edits: [{ uri, range, newText: 'strides' }] },
  });
});

it('a mistake that hangs on what is expanded is told with where it comes from', async () => {
  const client = await session();
  client.open(uri, model('Conv2D(-2, 3)'));
  expect(await client.diagnostics(uri)).toMatchObject([
    { code: 'CNN113', relatedInformation: [{ message: 'in Net', location: { uri } }] },
  ]);
});

it('what is there for nothing is faded', async () => {
  const client = await session();
  client.open(uri, `let size = 3\n${model('Flatten')}`);
  expect(await client.diagnostics(uri)).toMatchObject([{ code: 'CNN131', tags: [1] }]);
});

it('each version is told of by itself, and never after a later one', async () => {
  const client = await session();
  client.open(uri, model('Flatten'));
  for (const layer of ['Flatte', 'Flatt', 'Flat', 'Flatten']) client.change(uri, { text: model(layer) });
  expect(await client.diagnostics(uri)).toEqual([]);
  const versions = client.told.map(({ version = 0 }) => version);
  expect(versions).toEqual(versions.toSorted((a, b) => a - b));
});

it('an import is read as it is in the editor, and who imports it is checked when it changes', async () => {
  const [a, b] = ['file:///work/a.cnn', 'file:///work/b.cnn'];
  const client = await session({ '/work/b.cnn': 'block Other(n) { Dense(n) }' });
  client.open(a, `import { Unit } from "b.cnn"\nmodel Net { input x: float32[8]  Unit(3) }`);
  expect(await client.diagnostics(a)).toMatchObject([{ code: 'CNN146' }]);
  client.open(b, 'block Unit(n) { Dense(n) }');
  await client.diagnostics(b);
  await expect.poll(() => client.told.findLast((each) => each.uri === a)?.diagnostics).toEqual([]);
  client.close(b);
  await expect
    .poll(() => client.told.findLast((each) => each.uri === a)?.diagnostics)
    .toMatchObject([{ code: 'CNN146' }]);
});

it('what an importing file finds wrong in another is told there, and gone with it', async () => {
  const [a, b] = ['file:///work/a.cnn', 'file:///work/b.cnn'];
  const client = await session({ '/work/b.cnn': 'block Unit(n) { Conv2D(n, 9) }' });
  client.open(a, `import { Unit } from "b.cnn"\nmodel Net { input x: float32[8, 8, 1]  Unit(3) }`);
  await client.diagnostics(a);
  const ofB = () => client.told.findLast((each) => each.uri === b)?.diagnostics;
  await expect.poll(ofB).toMatchObject([{ code: 'CNN206' }]);
  client.close(a);
  await expect.poll(ofB).toEqual([]);
});
