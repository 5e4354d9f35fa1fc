import { expect, it, test } from 'vitest';
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';
import { legend } from '../../lsp/features/semantic-tokens.ts';
import { Source } from '../../grammar/source.ts';
import { examples } from './examples.ts';
import { session } from './session.ts';

const uri = 'file:///work/net.cnn';

interface Told {
  readonly text: string;
  readonly type: string;
  readonly modifiers: readonly string[];
}

/** Tokens as they are told, with their texts. */
function read(text: string, data: readonly number[]): readonly Told[] {
  const source = new Source('', text);
  const tokens: Told[] = [];
  let [line, character] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [down = 0, right = 0, length = 0, type = 0, bits = 0] = data.slice(at, at + 5);
    [line, character] = [line + down, down === 0 ? character + right : right];
    expect(length).toBeGreaterThan(0);
    const modifiers = legend.tokenModifiers.filter((_, index) => ((bits >> index) & 1) === 1);
    tokens.push({
      text: source.line(line).slice(character, character + length),
      type: legend.tokenTypes[type] ?? '',
      modifiers,
    });
  }
  return tokens;
}

it('each word is what it means', async () => {
  const text = `## Doc.
import { Dice } from "cnn:losses"
block Unit(n) { Dense(n, activation=relu) }
model M { input x: float32[?h]  "u{h}": Unit(3)  require h > 1 : "{h} is" }`;
  const client = await session();
  client.open(uri, text);
  const { data } = await client.of<SemanticTokens>('semanticTokens/full', uri);
  const told = read(text, data).map(({ text: word, type, modifiers }) =>
    [word, type, ...modifiers].join(' '),
  );
  for (const each of [
    '## Doc. comment documentation',
    'import keyword',
    'Dice function declaration defaultLibrary',
    'Unit function declaration',
    'n parameter declaration',
    'Dense class defaultLibrary',
    'n parameter',
    'activation property',
    'relu enumMember defaultLibrary',
    'M class declaration',
    'x property declaration',
    'h variable declaration',
    'Unit function',
    '3 number',
    'h variable',
    '} is" string',
  ])
    expect(told).toContain(each);
});

it('what has changed is told alone', async () => {
  const text = 'model M { input x: float32[8]  Dense(3) }\n';
  const client = await session();
  client.open(uri, text);
  const { resultId = '', data } = await client.of<SemanticTokens>('semanticTokens/full', uri);
  client.change(uri, { text: `${text}let a = 1\n` });
  const delta = await client.of<SemanticTokensDelta>('semanticTokens/full/delta', uri, {
    previousResultId: resultId,
  });
  expect(delta.edits).toMatchObject([{ start: data.length, deleteCount: 0 }]);
});

test.each(examples)('the tokens of %s do not meet', async (_, text) => {
  const client = await session();
  client.open(uri, text);
  const { data } = await client.of<SemanticTokens>('semanticTokens/full', uri);
  for (let at = 5; at < data.length; at += 5) {
    const [down = 0, right = 0] = data.slice(at, at + 2);
    if (down === 0) expect(right).toBeGreaterThanOrEqual(data[at - 3] ?? 0);
  }
  expect(read(text, data).every(({ text: word }) => word !== '')).toBe(true);
});
