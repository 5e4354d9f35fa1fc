import { expect, it } from 'vitest';
import type { DocumentLink, DocumentSymbol, FoldingRange, SelectionRange } from 'vscode-languageserver';
import { cursorsIn, markedWith } from './cursors.ts';
import { session } from './session.ts';

const uri = 'file:///work/net.cnn';

const text = `import { Unit } from "unit.cnn"
# what it
# is
layer Conv = Conv2D(kernel_size=3)
model Net(n = 2) {
  input x: float32[8, 8, 1]
  weights small = "https://example.org/w.safetensors" { md5 = "00" }
  stem: {
    Conv(4)
    inner: Conv(4)
  }
  repeat n { "u{n}": Unit(3) }
  output y: Dense(2)
}
data D {
  source = idx("data/d")
  field y: class[2]
}
train Net on D as first {
  objective y { loss = mse }
  phase main { epochs = 1 }
}
`;

const written = (symbols: readonly DocumentSymbol[], depth = 0): string =>
  symbols
    .map(({ name, detail = '', children = [] }) => {
      const line = `${'  '.repeat(depth)}${name} ${detail}`.trimEnd();
      return [line, ...(children.length > 0 ? [written(children, depth + 1)] : [])].join('\n');
    })
    .join('\n');

it('the outline has what is declared, and what is named in it', async () => {
  const client = await session();
  client.open(uri, text);
  expect(written(await client.of('documentSymbol', uri))).toBe(`Conv Conv2D
Net
  x float32[8, 8, 1]
  small
  stem group
    inner Conv
  "u{n}" Unit
  y Dense
D
  y class[2]
first on D
  y
  main`);
});

it('what the files of a workspace declare is found by letters of its name', async () => {
  const folders = { workspaceFolders: [{ uri: 'file:///work', name: 'work' }] };
  const client = await session({ '/work/unit.cnn': 'block ResidualUnit(n) { Dense(n) }' }, folders);
  const found = await client.request('workspace/symbol', { query: 'reun' });
  const range = { start: { line: 0, character: 6 }, end: { line: 0, character: 18 } };
  expect(found).toMatchObject([{ name: 'ResidualUnit', location: { uri: 'file:///work/unit.cnn', range } }]);
});

it('what is in brackets folds up to the line of the closing one, and so do comments', async () => {
  const client = await session();
  client.open(uri, text);
  const ranges = await client.of<FoldingRange[]>('foldingRange', uri);
  expect(ranges.map(({ startLine, endLine, kind = '' }) => `${startLine}-${endLine} ${kind}`.trim())).toEqual(
    [...['1-2 comment', '4-12', '7-9', '14-16', '18-20']],
  );
});

it('a selection grows from the innermost node outwards', async () => {
  const { text: plain, positions } = cursorsIn('model Net { input x: float32[8]  Dense(units=|12 + 3) }');
  const client = await session();
  client.open(uri, plain);
  const [first] = await client.of<SelectionRange[]>('selectionRange', uri, { positions });
  const shown: string[] = [];
  for (let at: SelectionRange | undefined = first; at !== undefined; at = at.parent) {
    shown.push(/«(.*)»/.exec(markedWith(plain, [at.range]))?.[1] ?? '');
  }
  expect(shown.slice(0, 5)).toEqual([
    '12',
    '12 + 3',
    'units=12 + 3',
    'Dense(units=12 + 3)',
    '{ input x: float32[8]  Dense(units=12 + 3) }',
  ]);
});

it('paths and addresses lead where they say', async () => {
  const client = await session();
  client.open(uri, text);
  const links = await client.of<DocumentLink[]>('documentLink', uri);
  expect(links.map(({ target }) => target)).toEqual([
    ...['file:///work/unit.cnn', 'https://example.org/w.safetensors', 'file:///work/data/d'],
  ]);
  expect(
    markedWith(
      text,
      links.slice(0, 1).map(({ range }) => range),
    ).slice(0, 40),
  ).toBe('import { Unit } from "«unit.cnn»"\n# what');
});
