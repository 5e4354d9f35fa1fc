import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { activate as begin } from './activate.ts';

/** The Workers of a browser. */
declare const Worker: new (url: string) => ConstructorParameters<typeof LanguageClient>[3];

/** Begins the extension in a browser: the server is a Worker, and nothing runs. */
export function activate(context: ExtensionContext): Promise<void> {
  const url = Uri.joinPath(context.extensionUri, 'server.js').toString(true);
  return begin(context, {
    start: (options) => new LanguageClient('cnnc', 'cnnc', options, new Worker(url)),
    hasTerminal: false,
  });
}
