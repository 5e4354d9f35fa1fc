import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activate as begin } from './activate.ts';

/** Begins the extension on a machine: the server is a process of its own. */
export function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath('server.js');
  return begin(context, {
    start: (options) => new LanguageClient('cnnc', 'cnnc', { module, transport: TransportKind.ipc }, options),
    hasTerminal: true,
  });
}
