import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeResult,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { answerQuestions } from './answer-questions.ts';
import { Client } from './client.ts';
import { capabilities } from './capabilities.ts';
import { Checks } from './checks.ts';
import { nameOf } from './documents/uri.ts';
import { Workspace } from './documents/workspace.ts';
import type { Host } from './host.ts';
import { readSettings } from './settings.ts';

/** Answers an editor over a connection, which it begins to listen to; gives the files that it works on. */
export function serve(connection: Connection, host: Host): Workspace {
  const workspace = new Workspace(host);
  const checks = new Checks(connection, workspace, host);
  const documents = new TextDocuments(TextDocument);
  const client = new Client();
  const answering = answerQuestions(connection, workspace, host, client);
  const refreshHints = (): void => {
    if (client.refreshesHints) void connection.languages.inlayHint.refresh();
  };
  connection.onInitialize((params): InitializeResult => {
    workspace.folders = (params.workspaceFolders ?? []).map(({ uri }) => uri);
    client.meet(params);
    return { capabilities, serverInfo: { name: 'cnnc', version: host.version } };
  });
  connection.onInitialized(() => {
    const watchers = [{ globPattern: '**/*.cnn' }];
    if (client.readsFiles) void host.clientFiles?.begin();
    if (client.watches) void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  });
  connection.onDidChangeConfiguration(({ settings }) => {
    client.settings = readSettings(settings);
    refreshHints();
  });
  documents.onDidChangeContent(({ document }) => {
    const changed = workspace.set(document.uri, document.getText(), document.version);
    checks.want(changed);
    if (changed.length > 1) refreshHints();
  });
  documents.onDidClose(({ document: { uri } }) => {
    const file = workspace.file(uri);
    const importing = workspace.close(uri);
    if (file !== undefined) {
      checks.forget(file);
      answering.forget(file);
    }
    checks.want(importing);
  });
  connection.onDidChangeWatchedFiles(({ changes }) =>
    checks.want(
      changes.flatMap(({ uri }) => {
        host.clientFiles?.forget(nameOf(uri));
        return workspace.forget(nameOf(uri));
      }),
    ),
  );
  if (host.clientFiles !== undefined)
    host.clientFiles.arrived = (name) => {
      checks.want(workspace.forget(name));
      checks.resume();
      refreshHints();
    };
  connection.onShutdown(() => checks.stop());
  documents.listen(connection);
  connection.listen();
  return workspace;
}
