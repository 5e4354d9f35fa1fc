import { describe, expect, it, test } from 'vitest';
import type { CodeAction, Range } from 'vscode-languageserver';
import { compile } from '../../compiler/compile.ts';
import { isSameGraph } from '../../compiler/edit/same-graph.ts';
import { parse } from '../../grammar/parse.ts';
import { print } from '../../grammar/print.ts';
import { Source } from '../../grammar/source.ts';
import { sample } from '../support/sample.ts';
import { cursorsIn, withEdits } from './cursors.ts';
import { examples } from './examples.ts';
import { type Session, session } from './session.ts';

const uri = 'file:///work/net.cnn';
const capabilities = { textDocument: { codeAction: { disabledSupport: true } } };

const laidOut = (text: string): string => print(parse(new Source('', text)).value);

/** A text whose selection is between two `|`, or whose cursor is at one, after the action whose title has a word; or why not. */
async function after(marked: string, word: string, only?: string): Promise<string> {
  const { text, positions } = cursorsIn(marked);
  const [start, end = start] = positions;
  const client = await session({}, { capabilities });
  client.open(uri, text);
  const action = (await actionsAt(client, { start: start!, end: end! }, only)).find(({ title }) =>
    title.includes(word),
  );
  if (action === undefined) return 'none';
  return action.disabled?.reason ?? withEdits(text, action.edit?.changes?.[uri] ?? []);
}

const actionsAt = (client: Session, range: Range, only?: string): Promise<CodeAction[]> =>
  client.of('codeAction', uri, {
    range,
    context: { diagnostics: [], ...(only !== undefined && { only: [only] }) },
  });

const model = (body: string): string =>
  laidOut(`model M(n = 4) {\n  input x: float32[16, 16, 3]\n${body}\n}`);
/** The same, with what is selected. */
const selected = (body: string, part: string): string => model(body).replace(part, `|${part}|`);

describe('layers are extracted into a block', () => {
  it('with the values that they read as parameters', async () => {
    const before = selected(
      '  let m = n * 2\n  Conv2D(m, 3)\n  Conv2D(n, 3)  # last\n  Flatten',
      'Conv2D(m, 3)\n  Conv2D(n',
    );
    expect(await after(before, 'Extract')).toBe(
      `block Unit(m, n) {\n  Conv2D(m, 3)\n  Conv2D(n, 3)  # last\n}\n\n${model('  let m = n * 2\n  Unit(m, n)\n  Flatten')}`,
    );
  });

  test.each([
    [
      'a: Conv2D(3, 3)\n  Conv2D(3, 3, padding=same)\n  Add(with=a)',
      'a: Conv2D(3, 3)',
      '`a` is used outside of what is selected',
    ],
    [
      'a: Conv2D(3, 3)\n  Conv2D(3, 3, padding=same)\n  Add(with=a)',
      'Add',
      '`a` is read, which stands outside',
    ],
    ['Flatten\n  output y: Dense(2)', 'output', '`output y` is of the model itself'],
    [
      'let k = 2\n  Conv2D(k, 3)\n  Conv2D(k, 3)',
      'let k = 2\n  Conv',
      '`k` is used outside of what is selected',
    ],
    [
      'layer C = Conv2D(2)\n  C(3)',
      'C(3)',
      'the alias `C` is declared in the body: move it to the top of the file',
    ],
    ['let k = 2\n  Conv2D(k, 3)', 'let k = 2', 'no layer is selected'],
  ])('but not where names would be lost: %s', async (body, part, reason) => {
    expect(await after(selected(body, part), 'Extract')).toBe(reason.replaceAll('`', ''));
  });
});

const inlined =
  'block Unit(a, b = a + 1) {\n  let m = a * 2\n  c: Conv2D(m, 3, padding=same)\n  Conv2D(b, 3, padding=same)\n  Conv2D(a * b, 1)\n}\n\n';

describe('a block is inlined', () => {
  it('with what it is given and its defaults; names that are taken get others', async () => {
    const body = 'let m = 3\n  c: Conv2D(2, 1)\n  Un|it(m + 1)\n  Flatten';
    expect(await after(`${inlined}model M { input x: float32[8, 8, 3]\n${body}\n}\n`, 'Inline')).toBe(
      `${inlined}${laidOut('model M {\n input x: float32[8, 8, 3]\nlet m = 3\nc: Conv2D(2, 1)\nlet m_2 = (m + 1) * 2\nc_2: Conv2D(m_2, 3, padding=same)\nConv2D(m + 1 + 1, 3, padding=same)\nConv2D((m + 1) * (m + 1 + 1), 1)\nFlatten\n}')}`,
    );
  });

  it('as a group where it has a label, so that names stay', async () => {
    const body = 'part: Un|it(2, b=3)\n  from part.c\n  Flatten';
    expect(
      await after(`${inlined}model M {\n  input x: float32[8, 8, 3]\n  ${body}\n}\n`, 'Inline'),
    ).toContain(
      '  part: {\n    let m = 2 * 2\n    c: Conv2D(m, 3, padding=same)\n    Conv2D(3, 3, padding=same)\n    Conv2D(2 * 3, 1)\n  }\n  from part.c\n',
    );
  });

  it('in a loop', async () => {
    const text =
      'block U(n) { Dense(n) }\n\nmodel M {\n  input x: float32[8]\n  for k in [1, 2] { U|(k) }\n}\n';
    expect(await after(text, 'Inline')).toContain('  for k in [1, 2] { Dense(k) }\n');
  });

  test.each([
    [
      'block U { input y: [?n]  Dense(n) }\nmodel M { input x: float32[8]  U| }',
      'it has an input of its own, y',
    ],
    ['block U { output y: Dense(2) }\nmodel M { input x: float32[8]  U| }', 'it has an output of its own, y'],
    ['block U(n) { Dense(n) }\nmodel M { input x: float32[8]  U| }', 'n is not given'],
  ])('but not where it has more than a body: %s', async (text, reason) => {
    expect(await after(text, 'Inline')).toBe(reason);
  });
});

describe('loops are unrolled, and rolled up again', () => {
  test.each([
    ['repeat 2 { Conv2D(4, 3) }', 'Conv2D(4, 3)\nConv2D(4, 3)'],
    ['for filters in [4, 8] { Conv2D(filters, 3) }', 'Conv2D(4, 3)\nConv2D(8, 3)'],
    [
      'for (filters, kernel_size) in [(4, 3), (8, 1)] {\n    Conv2D(filters, kernel_size)\n    ReLU\n  }',
      'Conv2D(4, 3)\nReLU\nConv2D(8, 1)\nReLU',
    ],
  ])('%s', async (rolled, unrolled) => {
    expect(await after(model(rolled).replace(/repeat|for/, '|$&'), 'Unroll')).toBe(model(unrolled));
    const lines = model(unrolled).split('\n');
    const marked = [...lines.slice(0, 2), `|${lines[2]}`, ...lines.slice(3, -2), `|${lines.at(-2)}`, ''].join(
      '\n',
    );
    expect(await after(marked, 'Roll up')).toBe(model(rolled));
  });

  it('labels and values are told apart', async () => {
    const body =
      'repeat 2 as i {\n    let f = i + 1\n    a: Conv2D(f, 1)\n    Conv2D(f, 1)\n    Add(with=a)\n  }';
    expect(await after(model(body).replace('repeat', '|repeat'), 'Unroll')).toBe(
      model(
        [0, 1]
          .map((i) => `let f_${i} = ${i + 1}\na_${i}: Conv2D(f_${i}, 1)\nConv2D(f_${i}, 1)\nAdd(with=a_${i})`)
          .join('\n'),
      ),
    );
  });

  it('what is of numbers alone is what it comes to', async () => {
    const body =
      'let k = 3\n  repeat 2 as i {\n    Conv2D(2 - i, 1 + i * 2, use_bias=i == 0)\n    Conv2D(k + i, 1)\n  }';
    expect(await after(model(body).replace('repeat', '|repeat'), 'Unroll')).toBe(
      model(
        'let k = 3\nConv2D(2, 1, use_bias=true)\nConv2D(k + 0, 1)\nConv2D(1, 3, use_bias=false)\nConv2D(k + 1, 1)',
      ),
    );
  });

  it('equal neighbours around a cursor are rolled up', async () => {
    const body = 'Flatten\n  Dense(2)\n  ReLU\n  Dense(2)\n  ReLU';
    expect(await after(model(body).replace('ReLU', 'Re|LU'), 'Roll up')).toBe(
      model('Flatten\nrepeat 2 {\n    Dense(2)\n    ReLU\n  }'),
    );
  });

  test.each([
    ['|repeat n { Conv2D(4, 3) }', 'what it goes through is not written out'],
    ['|repeat 2 { a: Conv2D(4, 3) }\n  from a[0]', 'a is used outside of it'],
    ['|repeat 99 { Conv2D(4, 1) }', 'it has 99 rounds'],
  ])('but not %s', async (body, reason) => {
    expect(await after(model(body.replace('|', '')).replace('repeat', '|repeat'), 'Unroll')).toBe(reason);
  });
});

describe('imports are organised', () => {
  it('sorted, joined, without what is not used, with their comments', async () => {
    const text = `## What this is.
import { SqueezeExcite, DepthPool } from "cnn:layers"
# of losses
import { Dice } from "cnn:losses"  # one
import { VGG16, ResNet50 as Base } from "cnn:applications"
import { VGG16 as Other } from "cnn:applications"

model M { input x: float32[32, 32, 4]  DepthPool  SqueezeExcite }
model N { input x: float32[64, 64, 3]  a: Other  from x  b: Base }
`;
    expect(await after(`|${text}`, 'Organize', 'source.organizeImports')).toBe(`## What this is.
import { ResNet50 as Base, VGG16 as Other } from "cnn:applications"
import { DepthPool, SqueezeExcite } from "cnn:layers"

# of losses
# one

${text.slice(text.indexOf('model'))}`);
  });

  it('where the cursor is at one, without being asked for', async () => {
    const text = (names: string): string =>
      `import { ${names} } from "cnn:layers"\n\nmodel M { input x: float32[32, 32, 4]  DepthPool }\n`;
    expect(await after(text('Squeeze|Excite, DepthPool'), 'Organize')).toBe(text('DepthPool'));
  });

  it('nothing is offered where they are, or where nobody asks', async () => {
    const text =
      '|import { DepthPool } from "cnn:layers"\n\nmodel M { input x: float32[32, 32, 4]  DepthPool }\n';
    expect(await after(text, 'Organize', 'source.organizeImports')).toBe('none');
    const more = text.replace('{ D', '{ SqueezeExcite, D').replace('|', '');
    expect(await after(more.replace('model', '|model'), 'Organize')).toBe('none');
  });
});

it('the edits of an action are made when it is chosen, where the editor asks then', async () => {
  const text = model('repeat 2 { Conv2D(4, 3) }');
  const codeAction = { resolveSupport: { properties: ['edit'] } };
  const client = await session({}, { capabilities: { textDocument: { codeAction } } });
  client.open(uri, text);
  const at = { line: 2, character: 4 };
  const [action] = await actionsAt(client, { start: at, end: at });
  expect(action?.edit).toBeUndefined();
  const { edit } = await client.request<CodeAction>('codeAction/resolve', action);
  expect(withEdits(text, edit?.changes?.[uri] ?? [])).toBe(model('Conv2D(4, 3)\nConv2D(4, 3)'));
});

describe('the models of a file are the same after each action', () => {
  test.each(examples)('%s', async (name, text) => {
    const client = await session({}, { capabilities });
    client.open(uri, text);
    const before = compile(new Source(name, text)).value.models;
    const lines = text.split('\n').flatMap((line, index) => (/^ +[A-Za-z]/.test(line) ? [index] : []));
    for (const line of sample(lines, 2)) {
      const start = { line, character: /\S/.exec(text.split('\n')[line] ?? '')?.index ?? 0 };
      for (const end of [
        start,
        { line, character: start.character + 3 },
        { line: line + 1, character: 6 },
        { line: line + 3, character: 6 },
      ]) {
        for (const { title, edit } of await actionsAt(client, { start, end }, 'refactor')) {
          if (edit === undefined) continue;
          const edited = withEdits(text, edit.changes?.[uri] ?? []);
          const { value, diagnostics } = compile(new Source(name, edited));
          const told = `${title} at ${line}: ${edited}`;
          expect(laidOut(edited), told).toBe(edited);
          expect(
            diagnostics.filter(({ severity }) => severity === 'error'),
            told,
          ).toEqual([]);
          for (const [index, model] of before.entries())
            expect(isSameGraph(model, value.models[index]), told).toBe(true);
        }
      }
    }
  });
});

describe('what is written otherwise is laid out, and nothing else', () => {
  const loose = (body: string): string =>
    `model M {\n  input x:  float32[16, 16, 3]\n  ReLU\n  ${body}\n  output y: Dense( 3 )\n}\n`;

  it('where layers are rolled up', async () => {
    const before = loose('|Conv2D(3,3) Conv2D(3,3)|');
    expect(await after(before, 'Roll up')).toBe(loose('repeat 2 { Conv2D(3, 3) }'));
  });

  it('where a block is taken out', async () => {
    const before = loose('|Conv2D( 3,3 )\n  ELU|\n  Flatten');
    const block = 'block Unit {\n  Conv2D(3, 3)\n  ELU\n}\n\n';
    expect(await after(before, 'Extract')).toBe(`${block}${loose('Unit\n  Flatten')}`);
  });
});

it('a number of rounds that differs is called so', async () => {
  const before = selected(
    'Flatten\n  repeat 2 { Dense(4) }\n  repeat 3 { Dense(4) }',
    'repeat 2 { Dense(4) }\n  repeat 3 { Dense(4) }',
  );
  expect(await after(before, 'Roll up')).toContain('for count in [2, 3] { repeat count { Dense(4) } }');
});

test.each([
  ['the end of the body', '|  Flatten\n  output y: Dense(3)\n}|'],
  ['the beginning of it', '  Flatten\n  output y: Dense(3)\n}', '|model M {'],
])(
  'it is said why statements are not taken out that are selected with %s',
  async (_, end, start = 'model M {') => {
    const close = start.startsWith('|') ? end.replace('Flatten', 'Flatten|') : end;
    expect(await after(`${start}\n  input x: float32[16, 16, 3]\n${close}\n`, 'Extract')).toBe(
      'what is selected is not the statements of one body',
    );
  },
);
