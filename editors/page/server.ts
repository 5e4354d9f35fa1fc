import {
  BrowserMessageReader,
  BrowserMessageWriter,
  type CompletionItem,
  type CompletionList,
  createMessageConnection,
  type Hover,
  type InitializeResult,
  type InlayHint,
  type MessageConnection,
  type Position,
  type PublishDiagnosticsParams,
  type SemanticTokens,
  type SemanticTokensLegend,
} from 'vscode-languageserver-protocol/browser';

const uri = 'inmemory:///net.cnn';
const textDocument = { uri };

/** A stretch of a text that is coloured: places count characters from its line's start. */
export interface Coloured {
  readonly line: number;
  readonly start: number;
  readonly length: number;
  readonly type: string;
}

/** The language server in its Worker, and the one file that a page has. */
export class Server {
  readonly #connection: MessageConnection;
  #version = 1;
  #legend: SemanticTokensLegend = { tokenTypes: [], tokenModifiers: [] };

  private constructor(connection: MessageConnection) {
    this.#connection = connection;
  }

  /** Starts it with a text; `told` gets what is wrong with each version. */
  static async start(
    text: string,
    told: (diagnostics: PublishDiagnosticsParams['diagnostics'], version: number) => void,
  ): Promise<Server> {
    const worker = new Worker('lsp-worker.js');
    const connection = createMessageConnection(
      new BrowserMessageReader(worker),
      new BrowserMessageWriter(worker),
    );
    const server = new Server(connection);
    connection.onNotification(
      'textDocument/publishDiagnostics',
      ({ diagnostics, version = 0 }: PublishDiagnosticsParams) => told(diagnostics, version),
    );
    connection.listen();
    const { capabilities } = await connection.sendRequest<InitializeResult>('initialize', {
      processId: null,
      rootUri: null,
      capabilities: { textDocument: { completion: { completionItem: { snippetSupport: false } } } },
    });
    server.#legend = capabilities.semanticTokensProvider?.legend ?? server.#legend;
    await connection.sendNotification('initialized', {});
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'cnn', version: 1, text },
    });
    return server;
  }

  /** The version of the text that the server has. */
  get version(): number {
    return this.#version;
  }

  /** Tells what the text is now. */
  change(text: string): void {
    this.#version++;
    void this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: this.#version },
      contentChanges: [{ text }],
    });
  }

  async complete(position: Position): Promise<readonly CompletionItem[]> {
    const answer = await this.#ask<CompletionItem[] | CompletionList | null>('completion', { position });
    return Array.isArray(answer) ? answer : (answer?.items ?? []);
  }

  hover(position: Position): Promise<Hover | null> {
    return this.#ask('hover', { position });
  }

  /** What stands beside the lines of the text. */
  hints(lines: number): Promise<readonly InlayHint[]> {
    const range = { start: { line: 0, character: 0 }, end: { line: lines, character: 0 } };
    return this.#ask('inlayHint', { range });
  }

  /** What each word is. */
  async colours(): Promise<readonly Coloured[]> {
    const { data } = await this.#ask<SemanticTokens>('semanticTokens/full', {});
    let [line, start] = [0, 0];
    return Array.from({ length: data.length / 5 }, (_, index): Coloured => {
      const [down = 0, right = 0, length = 0, type = 0] = data.slice(index * 5, index * 5 + 4);
      line += down;
      start = down > 0 ? right : start + right;
      return { line, start, length, type: this.#legend.tokenTypes[type] ?? '' };
    });
  }

  #ask<R>(method: string, params: object): Promise<R> {
    return this.#connection.sendRequest(`textDocument/${method}`, { textDocument, ...params });
  }
}
