import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { serve } from './serve.ts';

/** The Worker that this runs in. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

/* The server in a Worker: the files that it knows are those that are open. */
serve(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
  version: 'in a browser',
  load: () => undefined,
});
