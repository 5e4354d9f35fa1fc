import { describe, expect, it, test } from 'vitest';
import type { DocumentHighlight, Location, Range, WorkspaceEdit } from 'vscode-languageserver';
import { cursorsIn, markedWith, withEdits } from './cursors.ts';
import { type Session, session } from './session.ts';

const uri = 'file:///work/net.cnn';

/** The answers at each cursor of a text, as marks in it. */
async function marks(
  marked: string,
  ask: (
    client: Session,
    position: { line: number; character: number },
  ) => Promise<readonly { range: Range }[]>,
): Promise<readonly string[]> {
  const { text, positions } = cursorsIn(marked);
  const client = await session();
  client.open(uri, text);
  const answers: string[] = [];
  for (const position of positions)
    answers.push(
      markedWith(
        text,
        (await ask(client, position)).map(({ range }) => range),
      ),
    );
  return answers;
}

/** Texts in which the name at each `|` is declared at `«…»` or used at `‹…›`. */
test.each([
  'block «U|nit»(n) { Dense(n) }  model M { input x: float32[8]  ‹U|nit›(3) }',
  'block Unit(«n|») { Dense(‹|n›) }  model M { input x: float32[8]  Unit(‹n|›=3) }',
  'let «si|ze» = 3  model M { input x: float32[8]  Dense(‹size|› + 1) }',
  'layer «Fi|ne» = Dense(use_bias=false)  model M { input x: float32[8]  ‹Fine|›(2) }',
  'model M { input x: float32[8]  «a|»: Dense(8)  Dense(8)  Add(with=‹|a›) }',
  'model M { input x: float32[8]  «|a»: { b: Dense(8) }  from ‹a|›.b }',
  'model M { input x: float32[8]  a: { «b|»: Dense(8) }  from a.‹b|› }',
  'model M { input x: float32[?«h|», 2]  require ‹h|› > 1 : "{‹h|›} is small"  Flatten }',
  'model M { input x: float32[8]  for «n|» in [1, 2] as i { Dense(‹n|›) } }',
  'model M { input x: float32[8]  repeat 2 as «i|» { Dense(‹i|› + 1) } }',
  'model «M|» { input x: float32[8]  Dense(2) }  data D { source = shapes(count=9) }  train ‹M|› on D { }',
  'model M { input x: float32[8]  Dense(2) }  data «D|» { source = shapes(count=9) }  train M on ‹D|› { }',
  'model M { input x: float32[8]  output «y|»: Dense(2) }  data D { field z: class[2] }  train M on D { objective ‹y|› { target = z } }',
  'model M { input x: float32[8]  output y: Dense(2) }  data D { field «z|»: class[2] }  train M on D { objective y { target = ‹z|› } }',
  'model M { input «x|»: float32[8]  output y: Dense(2) }  data D { field z: class[2] }  train M on D { input ‹x|› = z }',
  'model M { input x: float32[8]  «base|»: { Dense(2) } }  data D { }  train M on D { phase p { freeze ‹bas|e› } }',
  'model M { input x: float32[8]  g: { «a|»: Dense(2) } }  data D { }  train M on D { phase p { freeze g.‹|a› } }',
  'model M { input x: float32[8]  «g|»: { a: Dense(2) } }  data D { }  train M on D { phase p { freeze ‹|g›.layers[..1] } }',
  'model M { input x: float32[8]  a: Dense(2)  «b|»: Dense(2) }  data D { }  train M on D { phase p { freeze a..‹|b› } }',
  'model M { input x: float32[8]  g: { a: Dense(2)  «b|»: Dense(2) } }  data D { }  train M on D { phase p { freeze g.a..‹|b› } }',
  'block B { «c|»: Dense(2) }  model M { input x: float32[8]  b: B }  data D { }  train M on D { phase p { freeze b.‹|c› } }',
])('%s', async (marked) => {
  const plain = marked.replaceAll(/[«»‹›]/g, '');
  const all = marked.replaceAll('|', '').replaceAll('‹', '«').replaceAll('›', '»');
  const declared = marked.replaceAll(/[|‹›]/g, '');
  const highlighted = await marks(plain, (client, position) =>
    client.at<DocumentHighlight[]>('documentHighlight', uri, position),
  );
  const defined = await marks(plain, (client, position) =>
    client.at<Location[]>('definition', uri, position),
  );
  for (const each of highlighted) expect(each).toBe(all);
  for (const each of defined) expect(each).toBe(declared);
});

const files = {
  '/work/unit.cnn': 'block Unit(n) { inner: Dense(n) }',
  '/work/a.cnn': 'import { Unit } from "unit.cnn"\nmodel A { input x: float32[8]  Unit(n=3) }',
  '/work/b.cnn':
    'import { Unit as Part } from "unit.cnn"\nmodel B { input x: float32[8]  p: Part(3)  from p.inner }',
};
const folders = { workspaceFolders: [{ uri: 'file:///work', name: 'work' }] };

/** The texts after a rename at the cursor of one file, by their paths; or why it is refused. */
async function renamed(
  path: string,
  marked: string,
  newName: string,
): Promise<Readonly<Record<string, string>> | string> {
  const { text, positions } = cursorsIn(marked);
  const client = await session(files, folders);
  const at = `file://${path}`;
  client.open(at, text);
  const [position] = positions;
  try {
    await client.at('prepareRename', at, position!);
    const edit = await client.at<WorkspaceEdit>('rename', at, position!, { newName });
    const texts: Readonly<Record<string, string>> = { ...files, [path]: text };
    return Object.fromEntries(
      Object.entries(edit.changes ?? {}).map(([each, edits]) => {
        const name = each.replace('file://', '');
        return [name, withEdits(texts[name] ?? '', edits)];
      }),
    );
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

describe('rename', () => {
  it('reaches every file that imports, but for names that it has of its own', async () => {
    expect(await renamed('/work/unit.cnn', 'block Un|it(n) { inner: Dense(n) }', 'Piece')).toEqual({
      '/work/unit.cnn': 'block Piece(n) { inner: Dense(n) }',
      '/work/a.cnn': files['/work/a.cnn'].replaceAll('Unit', 'Piece'),
      '/work/b.cnn': files['/work/b.cnn'].replace('Unit', 'Piece'),
    });
  });

  it('of a name that an import gives is of that file alone', async () => {
    const marked = files['/work/b.cnn'].replace(': Part', ': Pa|rt');
    expect(await renamed('/work/b.cnn', marked, 'Piece')).toEqual({
      '/work/b.cnn': files['/work/b.cnn'].replaceAll('Part', 'Piece'),
    });
  });

  it('of a parameter, and of a label, reaches who gives it, and who names it, elsewhere', async () => {
    expect(await renamed('/work/unit.cnn', 'block Unit(|n) { inner: Dense(n) }', 'units')).toEqual({
      '/work/unit.cnn': 'block Unit(units) { inner: Dense(units) }',
      '/work/a.cnn': files['/work/a.cnn'].replace('n=3', 'units=3'),
    });
    expect(await renamed('/work/unit.cnn', 'block Unit(n) { in|ner: Dense(n) }', 'core')).toEqual({
      '/work/unit.cnn': 'block Unit(n) { core: Dense(n) }',
      '/work/b.cnn': files['/work/b.cnn'].replace('p.inner', 'p.core'),
    });
  });

  it('of a label reaches who freezes it', async () => {
    const text = 'model M { input x: float32[8]  g: { a: Dense(2) } }  data D { }  train M on D { phase p { ';
    expect(await renamed('/work/m.cnn', `${text.replace(' a:', ' |a:')}freeze g.a } }`, 'core')).toEqual({
      '/work/m.cnn': `${text.replace(' a:', ' core:')}freeze g.core } }`,
    });
  });

  it('of a quoted label leaves its quotes', async () => {
    const marked = 'model M { input x: float32[8]  "a|b": Dense(3)  Dense(3)  Add(with=ab) }';
    expect(await renamed('/work/m.cnn', marked, 'c')).toEqual({
      '/work/m.cnn': 'model M { input x: float32[8]  "c": Dense(3)  Dense(3)  Add(with=c) }',
    });
  });

  test.each([
    ['model M { input x: float32[8]  repeat 2 as i { "u{i}|": Dense(3) } }', 'v', /put together: each round/],
    ['model M { input x: float32[8]  Den|se(3) }', 'v', /no name that a file declares/],
    ['import { dice } from "cnn:losses"\nlet a = di|ce', 'v', /library|cannot be read|no name/],
    ['let a| = 1  let b = 2  model M { input x: float32[8]  Dense(a + b) }', 'b', /`b` would not do: /],
    ['let a| = 1  model M { input x: float32[8]  Dense(a) }', 'for', /`for` would not do: /],
    [
      'block Unit|(n) { Dense(n) }  model M { input x: float32[8]  Unit(1) }',
      'unit',
      /`unit` would not do: /,
    ],
  ])('is refused with the reason: %s', async (marked, newName, reason) => {
    expect(await renamed('/work/m.cnn', marked, newName)).toMatch(reason);
  });
});

it('references are found in files that are not open', async () => {
  const client = await session(files, folders);
  client.open('file:///work/unit.cnn', files['/work/unit.cnn']);
  const context = { includeDeclaration: false };
  const found = await client.at<Location[]>(
    'references',
    'file:///work/unit.cnn',
    { line: 0, character: 7 },
    { context },
  );
  expect(found.map((each) => each.uri)).toEqual([
    'file:///work/a.cnn',
    'file:///work/a.cnn',
    'file:///work/b.cnn',
  ]);
});

it('the path of an import leads to the file', async () => {
  const client = await session(files);
  client.open('file:///work/a.cnn', files['/work/a.cnn']);
  expect(await client.at('definition', 'file:///work/a.cnn', { line: 0, character: 25 })).toMatchObject([
    { uri: 'file:///work/unit.cnn' },
  ]);
});
