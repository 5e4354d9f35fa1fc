import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeResult,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { answerQuestions, type Client } from './answer-questions.ts';
import { capabilities } from './capabilities.ts';
import { Checks } from './checks.ts';
import { nameOf } from './documents/uri.ts';
import { Workspace } from './documents/workspace.ts';
import type { Host } from './host.ts';

/** Answers an editor over a connection, which it begins to listen to. */
export function serve(connection: Connection, host: Host): void {
  const workspace = new Workspace(host);
  const checks = new Checks(connection, workspace, host);
  const documents = new TextDocuments(TextDocument);
  const client: Client = { snippets: false };
  let watches = false;
  connection.onInitialize((params): InitializeResult => {
    workspace.folders = (params.workspaceFolders ?? []).map(({ uri }) => uri);
    watches = params.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    client.snippets = params.capabilities.textDocument?.completion?.completionItem?.snippetSupport === true;
    return { capabilities, serverInfo: { name: 'cnnc', version: host.version } };
  });
  connection.onInitialized(() => {
    const watchers = [{ globPattern: '**/*.cnn' }];
    if (watches) void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  });
  documents.onDidChangeContent(({ document }) =>
    checks.want(workspace.set(document.uri, document.getText(), document.version)),
  );
  documents.onDidClose(({ document: { uri } }) => {
    const file = workspace.file(uri);
    const importing = workspace.close(uri);
    if (file !== undefined) checks.forget(file);
    checks.want(importing);
  });
  connection.onDidChangeWatchedFiles(({ changes }) =>
    checks.want(changes.flatMap(({ uri }) => workspace.forget(nameOf(uri)))),
  );
  answerQuestions(connection, workspace, host, client);
  connection.onShutdown(() => checks.stop());
  documents.listen(connection);
  connection.listen();
}
