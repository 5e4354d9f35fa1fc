import {
  commands,
  Disposable,
  Position,
  Range,
  type TextDocument,
  type TextEditor,
  TextEditorRevealType,
  Selection,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type Drawing, type GraphParams, graphRequest } from '../shared/drawing.ts';
import { language } from './client-options.ts';
import { graphPage } from './graph-page.ts';

/** How long a person has to pause before the picture is drawn anew, in milliseconds. */
const pause = 250;

/** *Show graph*: the picture of the model at the cursor, beside its file, drawn again as that changes. */
export function provideGraph(client: BaseLanguageClient): Disposable {
  let shown: GraphPanel | undefined;
  const close = (): void => {
    shown?.dispose();
    shown = undefined;
  };
  return Disposable.from(
    commands.registerCommand('cnnc.showGraph', () => {
      const editor = window.activeTextEditor;
      if (editor?.document.languageId !== language) return;
      if (shown === undefined) {
        const panel = new GraphPanel(client, editor);
        panel.onClose(() => (shown = undefined));
        shown = panel;
      } else shown.follow(editor);
    }),
    new Disposable(close),
  );
}

/** A picture beside the file that it follows. */
class GraphPanel {
  readonly #client: BaseLanguageClient;
  readonly #panel: WebviewPanel;
  readonly #subscriptions: Disposable[] = [];
  #document: TextDocument;
  #line: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The number of the last request: an answer to an earlier one is not shown. */
  #asked = 0;

  constructor(client: BaseLanguageClient, editor: TextEditor) {
    this.#client = client;
    this.#document = editor.document;
    this.#line = editor.selection.active.line;
    this.#panel = window.createWebviewPanel(
      'cnnc.graph',
      'Graph',
      { viewColumn: ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [], retainContextWhenHidden: true },
    );
    this.#panel.webview.html = graphPage(nonce());
    this.#subscriptions.push(
      this.#panel.webview.onDidReceiveMessage((message: unknown) => this.#hear(message)),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document === this.#document) this.#drawSoon();
      }),
      window.onDidChangeTextEditorSelection(({ textEditor, selections: [selection] }) => {
        if (textEditor.document.languageId !== language || selection === undefined) return;
        this.follow(textEditor, selection.active.line);
      }),
    );
  }

  onClose(listen: () => void): void {
    this.#panel.onDidDispose(() => {
      clearTimeout(this.#timer);
      Disposable.from(...this.#subscriptions).dispose();
      listen();
    });
  }

  /** Shows the model at a line of an editor, and marks what that line made. */
  follow({ document, selection }: TextEditor, line = selection.active.line): void {
    this.#document = document;
    this.#line = line;
    void this.#panel.webview.postMessage({ type: 'mark', line: line + 1 });
    this.#drawSoon();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #drawSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#draw(), pause);
  }

  async #draw(): Promise<void> {
    const asked = ++this.#asked;
    const params: GraphParams = { uri: this.#document.uri.toString(), line: this.#line };
    const drawing = await this.#client.sendRequest<Drawing>(graphRequest, params);
    if (asked !== this.#asked) return;
    if ('model' in drawing) this.#panel.title = drawing.model;
    await this.#panel.webview.postMessage({ type: 'draw', ...drawing });
    await this.#panel.webview.postMessage({ type: 'mark', line: this.#line + 1 });
  }

  /** The page is ready, or a box of a line was clicked. */
  #hear(message: unknown): void {
    const { type, line } = Object(message) as { readonly type?: unknown; readonly line?: unknown };
    if (type === 'ready') void this.#draw();
    if (type === 'line' && typeof line === 'number') void this.#reveal(line - 1);
  }

  async #reveal(line: number): Promise<void> {
    const position = new Position(Math.min(Math.max(line, 0), this.#document.lineCount - 1), 0);
    const visible = window.visibleTextEditors.find(({ document }) => document === this.#document);
    const viewColumn = visible?.viewColumn ?? ViewColumn.One;
    const editor = await window.showTextDocument(this.#document, { viewColumn });
    const start = editor.document.lineAt(position.line).firstNonWhitespaceCharacterIndex;
    const place = position.with({ character: start });
    editor.selection = new Selection(place, place);
    editor.revealRange(new Range(place, place), TextEditorRevealType.InCenterIfOutsideViewport);
  }
}

/** A word that lets the page's own script run, and none that a picture might bring. */
function nonce(): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
