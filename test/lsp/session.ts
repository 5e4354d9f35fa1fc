import { PassThrough } from 'node:stream';
import { onTestFinished } from 'vitest';
import {
  CancellationTokenSource,
  createMessageConnection,
  createConnection,
  type MessageConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import { findPage } from '../../cli/explain/pages.ts';
import { Source } from '../../grammar/source.ts';
import { ClientFiles } from '../../lsp/documents/client-files.ts';
import { listFilesRequest, readFileRequest } from '../../lsp/documents/client-requests.ts';
import type { Host } from '../../lsp/host.ts';
import { serve } from '../../lsp/serve.ts';

/** An editor at the other end of a server, in this process. */
export class Session {
  readonly #connection: MessageConnection;
  readonly #versions = new Map<string, number>();
  readonly #told: PublishDiagnosticsParams[] = [];
  #wake: () => void = () => undefined;

  constructor(connection: MessageConnection) {
    this.#connection = connection;
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.#told.push(params);
      this.#wake();
    });
    connection.onRequest('client/registerCapability', () => null);
  }

  request<R>(method: string, params: unknown): Promise<R> {
    return this.#connection.sendRequest(method, params);
  }

  /** A request that can be taken back. */
  cancellable(method: string, params: unknown): { readonly answer: Promise<unknown>; cancel(): void } {
    const source = new CancellationTokenSource();
    const answer = this.#connection.sendRequest(method, params, source.token);
    return { answer, cancel: () => source.cancel() };
  }

  /** Asks about a place in a file. */
  at<R>(method: string, uri: string, position: { line: number; character: number }, more = {}): Promise<R> {
    return this.request(`textDocument/${method}`, { textDocument: { uri }, position, ...more });
  }

  /** Asks about a file. */
  of<R>(method: string, uri: string, more = {}): Promise<R> {
    return this.request(`textDocument/${method}`, { textDocument: { uri }, ...more });
  }

  notify(method: string, params: unknown): void {
    void this.#connection.sendNotification(method, params);
  }

  open(uri: string, text: string): void {
    this.#versions.set(uri, 1);
    const textDocument = { uri, languageId: 'cnn', version: 1, text };
    this.notify('textDocument/didOpen', { textDocument });
  }

  /** Changes a file, by whole texts or ranges; gives its version then. */
  change(uri: string, ...contentChanges: TextDocumentContentChangeEvent[]): number {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
    return version;
  }

  close(uri: string): void {
    this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** All that was told of files, in order. */
  get told(): readonly PublishDiagnosticsParams[] {
    return this.#told;
  }

  /** The diagnostics of a version of a file, when they are told. */
  async diagnostics(
    uri: string,
    version = this.#versions.get(uri),
  ): Promise<PublishDiagnosticsParams['diagnostics']> {
    for (;;) {
      const found = this.#told.findLast((each) => each.uri === uri && each.version === version);
      if (found !== undefined) return found.diagnostics;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  forgetTold(): void {
    this.#told.length = 0;
  }

  async stop(): Promise<void> {
    await this.request('shutdown', undefined);
    this.#connection.dispose();
  }
}

/** A server in this process, with files by their paths beside what is open, and its editor; stopped when the test is over. */
export async function session(
  files: Readonly<Record<string, string>> = {},
  initialize = {},
  readFile?: (uri: string) => string | null,
): Promise<Session> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const host: Host = {
    version: 'test',
    load(path) {
      const text = files[path];
      return text === undefined ? undefined : new Source(path, text);
    },
    filesIn: (folder) => Object.keys(files).filter((path) => path.startsWith(`${folder}/`)),
    pageOf: (code) => `pages#${code}`,
    explain: findPage,
  };
  const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
  if (readFile === undefined) serve(server, host);
  else {
    const clientFiles = new ClientFiles(server);
    const { load, filesIn } = clientFiles;
    serve(server, { ...host, load, filesIn, clientFiles });
  }
  const connection = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const client = new Session(connection);
  connection.onRequest(readFileRequest, ({ uri }: { uri: string }) => readFile?.(uri) ?? null);
  connection.onRequest(listFilesRequest, () => []);
  connection.listen();
  await client.request('initialize', { processId: null, rootUri: null, capabilities: {}, ...initialize });
  client.notify('initialized', {});
  onTestFinished(() => client.stop());
  return client;
}
