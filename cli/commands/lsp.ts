import { createConnection } from 'vscode-languageserver/node';
import { defineCommand } from '../command.ts';
import { nodeHost } from '../lsp/node-host.ts';
import { serve } from '../../lsp/serve.ts';

/** `cnnc lsp`: the language server on stdin and stdout, until the editor ends it. */
export const lsp = defineCommand({
  name: 'lsp',
  doc: 'Starts the language server: an editor speaks to it over the standard input and output.',
  arguments: [],
  options: [{ syntax: '--stdio', doc: 'what it does anyway; editors give it' }],
  run() {
    serve(createConnection(process.stdin, process.stdout), nodeHost());
    // The connection ends the process, when the editor says so or has gone.
    return new Promise(() => undefined);
  },
});
