import { describe, expect, it, test } from 'vitest';
import type { CompletionItem, SignatureHelp } from 'vscode-languageserver';
import { cursorsIn, withEdits } from './cursors.ts';
import { session } from './session.ts';

const uri = 'file:///work/net.cnn';
const files = { '/work/parts/unit.cnn': '## A unit.\nblock Unit(n) { Dense(n) }' };
const snippetSupport = { textDocument: { completion: { completionItem: { snippetSupport: true } } } };
const folders = [{ uri: 'file:///work', name: 'work' }];

/** The item of a name at the cursor of a text, and the text after it is chosen. */
async function chosen(marked: string, label: string, capabilities = {}) {
  const { text, positions } = cursorsIn(marked);
  const client = await session(files, { capabilities, workspaceFolders: folders });
  client.open(uri, text);
  const items = await client.at<CompletionItem[]>('completion', uri, positions[0]!);
  const item = items.find((each) => each.label === label);
  if (item?.textEdit === undefined || !('range' in item.textEdit)) return { items, item, text: undefined };
  return { items, item, text: withEdits(text, [item.textEdit, ...(item.additionalTextEdits ?? [])]) };
}

describe('with snippets', () => {
  test.each([
    ['model M { Con| }', 'Conv2D', 'model M { Conv2D(${1:filters}, ${2:kernel_size}) }'],
    ['model M { Flat| }', 'Flatten', 'model M { Flatten }'],
    ['model M { Con|(3) }', 'Conv2D', 'model M { Conv2D(3) }'],
    ['model M { Ad| }', 'Add', 'model M { Add(with=${1}) }'],
    ['model M { parallel Ad| }', 'Add', 'model M { parallel Add }'],
    [
      'block B(n, m = 2) { Dense(n) } model M { B| }',
      'B',
      'block B(n, m = 2) { Dense(n) } model M { B(${1:n}) }',
    ],
    ['model M { rep| }', 'repeat', 'model M { repeat ${1:2} {\n\t$0\n} }'],
    ['model M { Dense(3, act|) }', 'activation', 'model M { Dense(3, activation=) }'],
    ['model M { Dense(3, act|=relu) }', 'activation', 'model M { Dense(3, activation=relu) }'],
    ['train M on D { bat| }', 'batch', 'train M on D { batch =  }'],
    ['block B(n) { Dense(n) } let x = 1 train | ', 'B', undefined],
    ['train M on D { inp| }', 'input', 'train M on D { input ${1:image} = $0 }'],
    ['import { A } from "par|"', 'parts/unit.cnn', 'import { A } from "parts/unit.cnn"'],
  ])('%s', async (marked, label, expected) => {
    expect((await chosen(marked, label, snippetSupport)).text).toBe(expected);
  });
});

it('without them a name is inserted alone', async () => {
  expect((await chosen('model M { Con| }', 'Conv2D')).text).toBe('model M { Conv2D }');
  expect((await chosen('model M { rep| }', 'repeat')).text).toBe('model M { repeat }');
});

it('a name of another file, or of the library, brings its import', async () => {
  const { item, text } = await chosen('model M { Uni| }', 'Unit');
  expect(text).toBe('import { Unit } from "parts/unit.cnn"\n\nmodel M { Unit }');
  expect(item).toMatchObject({
    labelDetails: { description: 'parts/unit.cnn' },
    documentation: { value: 'A unit.' },
  });
  expect((await chosen('model M { Res| }', 'ResNet50')).text).toBe(
    'import { ResNet50 } from "cnn:applications"\n\nmodel M { ResNet50 }',
  );
});

it('says what is needed, what is taken and what it is otherwise, what is needed first', async () => {
  const { items } = await chosen('model M { Conv2D(|) }', 'filters');
  const [first, second] = items.toSorted((a, b) => (a.sortText ?? '').localeCompare(b.sortText ?? ''));
  expect([first?.label, first?.detail]).toEqual(['filters', 'integer ≥ 1 · needed']);
  expect(second?.label).toBe('kernel_size');
  expect(items.find(({ label }) => label === 'padding')?.detail).toBe('valid, same · default valid');
});

it('a signature marks the parameter that is being given', async () => {
  const { text, positions } = cursorsIn('model M { Conv2D(64, |3, padding=|same) }  model N { | }');
  const client = await session();
  client.open(uri, text);
  const shown: (string | undefined)[] = [];
  for (const position of positions) {
    const help = await client.at<SignatureHelp | null>('signatureHelp', uri, position);
    const [signature] = help?.signatures ?? [];
    const { label } = signature?.parameters?.[help?.activeParameter ?? -1] ?? {};
    shown.push(Array.isArray(label) ? signature?.label.slice(...label) : label);
  }
  expect(shown).toEqual(['kernel_size', 'padding=valid', undefined]);
});
