import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import {
  createMessageConnection,
  type Location,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
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
