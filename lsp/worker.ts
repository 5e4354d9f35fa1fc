import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { ClientFiles } from './documents/client-files.ts';
import { serve } from './serve.ts';

/** The Worker that this runs in. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

/* The server in a Worker: the files that it knows are those that are open, and those that its client reads. */
const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
const clientFiles = new ClientFiles(connection);
const { load, filesIn } = clientFiles;
serve(connection, { version: 'in a browser', load, filesIn, clientFiles });
