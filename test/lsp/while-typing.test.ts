import { expect, it } from 'vitest';
import { type CompletionItem, LSPErrorCodes } from 'vscode-languageserver';
import { session } from './session.ts';

const uri = 'file:///work/net.cnn';
const model = (layer: string): string => `model Net {\n  input x: float32[8, 8, 1]\n  ${layer}\n}\n`;
const position = { line: 2, character: 8 };

it('questions that are taken back while a person types fail nothing, and what comes after is answered', async () => {
  const client = await session();
  client.open(uri, model('Conv2D(2, 3)'));
  const answers: Promise<unknown>[] = [];
  for (let stroke = 0; stroke < 20; stroke++) {
    client.change(uri, { text: model(`Conv2D(2, 3${'0'.repeat(stroke % 3)})`) });
    const asked = client.cancellable('textDocument/completion', { textDocument: { uri }, position });
    answers.push(asked.answer.catch(({ code }: { readonly code: number }) => code));
    if (stroke % 2 === 0) asked.cancel();
  }
  const found = await Promise.all(answers);
  expect(
    found.filter((answer) => !Array.isArray(answer) && answer !== LSPErrorCodes.RequestCancelled),
  ).toEqual([]);
  expect(found.filter((answer) => Array.isArray(answer)).length).toBeGreaterThanOrEqual(10);
  client.change(uri, { text: model('Flatten') });
  expect(await client.diagnostics(uri)).toEqual([]);
  expect(await client.at<CompletionItem[]>('completion', uri, position)).not.toEqual([]);
});

it('files that import one another in a circle are told of, and right again when the circle is broken', async () => {
  const [a, b] = ['file:///work/a.cnn', 'file:///work/b.cnn'];
  const one =
    'import { Two } from "b.cnn"\nblock One(n) { Dense(n) }\nmodel A { input x: float32[8]  Two(3)  One(2) }\n';
  const circular = 'import { One } from "a.cnn"\nblock Two(n) { One(n) }\n';
  const client = await session();
  client.open(b, 'block Two(n) { Dense(n) }\n');
  client.open(a, one);
  expect(await client.diagnostics(a)).toEqual([]);
  client.change(b, { text: circular });
  await client.diagnostics(b);
  const told = () => client.told.findLast((each) => each.uri === a)?.diagnostics ?? [];
  await expect.poll(told).not.toEqual([]);
  expect(await client.at<unknown>('hover', b, { line: 1, character: 7 })).not.toBeNull();
  expect(await client.at<CompletionItem[]>('completion', a, { line: 2, character: 32 })).not.toEqual([]);
  client.change(b, { text: 'block Two(n) { Dense(n) }\n' });
  await client.diagnostics(b);
  await expect.poll(told).toEqual([]);
});
