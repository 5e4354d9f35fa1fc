import { createConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-languageserver/node';
import { lookAtWeights } from '../../../runtime/weights/sources/look-at-weights.ts';
import { start } from './server.ts';

start(createConnection(new IPCMessageReader(process), new IPCMessageWriter(process)), { lookAtWeights });
