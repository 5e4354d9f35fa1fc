import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { start } from './server.ts';

/** The Worker that this runs in. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

start(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)));
