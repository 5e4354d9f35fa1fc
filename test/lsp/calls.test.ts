import { expect, it, test } from 'vitest';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Range,
} from 'vscode-languageserver';
import { markedWith } from './cursors.ts';
import { type Session, session } from './session.ts';

const files = {
  '/work/unit.cnn': 'block Inner { Dense(3) }\nblock Unit(n) { Inner  Dense(n)  Inner }\n',
  '/work/net.cnn': `import { Unit as Part } from "unit.cnn"
import { DepthPool } from "cnn:layers"
layer Twice = Part(n=2)
model Net { input x: float32[8, 8, 4]  Part(3)  Twice  DepthPool  output y: Dense(2) }
data D { source = shapes(count=9) }
train Net on D as first { phase p { epochs = 1 } }
`,
};
const folders = { workspaceFolders: [{ uri: 'file:///work', name: 'work' }] };
const [unit, net] = ['file:///work/unit.cnn', 'file:///work/net.cnn'];
const text = (uri: string): string => files[uri.slice('file://'.length) as keyof typeof files];

async function opened(initialize = {}): Promise<Session> {
  const client = await session(files, { ...folders, ...initialize });
  for (const uri of [unit, net]) client.open(uri, text(uri));
  return client;
}

async function itemAt(client: Session, uri: string, word: string): Promise<CallHierarchyItem> {
  const lines = text(uri).split('\n');
  const line = lines.findIndex((each) => each.includes(word));
  const position = { line, character: (lines[line] ?? '').indexOf(word) + 1 };
  const [item] = await client.at<CallHierarchyItem[]>('prepareCallHierarchy', uri, position);
  if (item === undefined) throw new Error(`nothing at ${word}`);
  return item;
}

/** The lines of ranges in a file, with the ranges marked. */
const marked = (uri: string, ranges: readonly Range[]): string =>
  markedWith(text(uri), ranges)
    .split('\n')
    .filter((line) => line.includes('«'))
    .join('\n');

test.each([
  [unit, 'Unit(n) {'],
  [net, 'Part(3)'],
  [net, 'Twice  '],
])('a block is found in %s at %s', async (uri, word) => {
  const client = await opened();
  const item = await itemAt(client, uri, word);
  expect(item).toMatchObject({ name: 'Unit', detail: 'block', uri: unit });
  expect(marked(unit, [item.selectionRange])).toBe('block «Unit»(n) { Inner  Dense(n)  Inner }');
});

it('who applies a block is told, in other files and through aliases too; who trains a model', async () => {
  const client = await opened();
  const incoming = async (uri: string, word: string): Promise<CallHierarchyIncomingCall[]> =>
    client.request('callHierarchy/incomingCalls', { item: await itemAt(client, uri, word) });
  const [ofUnit, ...more] = await incoming(unit, 'Unit(n)');
  expect([ofUnit?.from.name, more]).toEqual(['Net', []]);
  expect(marked(net, ofUnit?.fromRanges ?? [])).toContain('«Part»(3)  «Twice»  DepthPool');
  const [ofInner] = await incoming(unit, 'Inner {');
  expect(marked(unit, ofInner?.fromRanges ?? [])).toBe('block Unit(n) { «Inner»  Dense(n)  «Inner» }');
  const [ofNet] = await incoming(net, 'Net { input');
  expect(ofNet?.from).toMatchObject({ name: 'first', detail: 'train Net on D' });
});

it('what a model applies is told, of the library only to who can open that', async () => {
  const names = async (initialize = {}): Promise<readonly string[]> => {
    const client = await opened(initialize);
    const item = await itemAt(client, net, 'Net { input');
    const outgoing = await client.request<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', {
      item,
    });
    return outgoing.map(({ to, fromRanges }) => `${to.name} ×${fromRanges.length} in ${to.uri}`);
  };
  expect(await names()).toEqual([`Unit ×2 in ${unit}`]);
  expect(await names({ initializationOptions: { libraryDocuments: true } })).toEqual([
    `Unit ×2 in ${unit}`,
    'DepthPool ×1 in cnnc-library:/layers.cnn',
  ]);
});
