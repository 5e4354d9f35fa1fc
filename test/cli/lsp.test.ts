import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import {
  type CompletionItem,
  createMessageConnection,
  type DocumentHighlight,
  type Hover,
  type Location,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { Source } from '../../grammar/source.ts';
import { offsetOf } from '../../lsp/documents/positions.ts';
import { Session } from '../lsp/session.ts';
import { temporaryDirectory } from '../support/directory.ts';
import { repositoryFile } from './run-cnnc.ts';

test('the built server speaks over stdio, reads imports from disk, and ends when it is told to', async () => {
  const folder = temporaryDirectory();
  writeFileSync(join(folder, 'unit.cnn'), 'block Unit(n) { Dense(n) }\n');
  const child = spawn(process.execPath, [repositoryFile('dist/cli/main.js'), 'lsp', '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const told = new Promise<PublishDiagnosticsParams>((resolve) =>
    connection.onNotification('textDocument/publishDiagnostics', resolve),
  );
  connection.listen();
  const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'work' }];
  const answer = await connection.sendRequest('initialize', {
    ...{ processId: process.pid, rootUri: null, capabilities: {}, workspaceFolders },
  });
  expect(answer).toMatchObject({ serverInfo: { name: 'cnnc' }, capabilities: { hoverProvider: true } });
  void connection.sendNotification('initialized', {});
  const uri = pathToFileURL(join(folder, 'net.cnn')).href;
  const text = 'import { Unit } from "unit.cnn"\nmodel Net { input x: float32[8]  Unit(3)  Dens(2) }\n';
  const textDocument = { uri, languageId: 'cnn', version: 1, text };
  void connection.sendNotification('textDocument/didOpen', { textDocument });
  const { diagnostics, version } = await told;
  expect([version, diagnostics.map(({ code }) => code)]).toEqual([1, ['CNN102']]);
  expect(diagnostics[0]?.codeDescription?.href).toMatch(/^file:.*docs\/errors\.md#cnn102$/);
  const position = { line: 1, character: 34 };
  const [place] = await connection.sendRequest<Location[]>('textDocument/definition', {
    ...{ textDocument: { uri }, position },
  });
  expect(place?.uri).toBe(pathToFileURL(join(folder, 'unit.cnn')).href);
  await connection.sendRequest('shutdown');
  void connection.sendNotification('exit');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('over stdio every answer at the words of an example is of whole words of it', async () => {
  const child = spawn(process.execPath, [repositoryFile('dist/cli/main.js'), 'lsp'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const client = new Session(connection);
  connection.listen();
  await client.request('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  client.notify('initialized', {});
  const uri = pathToFileURL(repositoryFile('examples/resnet34.cnn')).href;
  const text = readFileSync(repositoryFile('examples/resnet34.cnn'), 'utf8');
  client.open(uri, text);
  const source = new Source(uri, text);
  const words = [
    ...text.matchAll(/\b(?:ResidualUnit|Conv|filters|strides|activation|units|stage|classes)\b/g),
  ];
  for (const { index, 0: word } of words) {
    if (source.line(source.position(index).line).startsWith('#')) continue;
    const position = source.position(index + 1);
    const start = source.position(index);
    const range = { start, end: source.position(index + word.length) };
    const hover = await client.at<Hover>('hover', uri, position);
    expect(hover.range).toEqual(range);
    const marked = await client.at<DocumentHighlight[]>('documentHighlight', uri, position);
    const texts = marked.map((each) =>
      text.slice(offsetOf(source, each.range.start), offsetOf(source, each.range.end)),
    );
    expect(new Set([word, ...texts])).toEqual(new Set([word]));
    const items = await client.at<CompletionItem[]>('completion', uri, start);
    expect(Array.isArray(items)).toBe(true);
  }
  expect(words.length).toBeGreaterThan(10);
  expect(await client.diagnostics(uri)).toEqual([]);
  await client.stop();
  child.kill();
});
