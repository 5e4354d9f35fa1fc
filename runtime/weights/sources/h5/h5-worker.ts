// The thread of the HDF5 library: answers what it is asked, in turn.
import { parentPort } from 'node:worker_threads';
import type { H5Answer, H5Request } from './h5-message.ts';
import { readStructure } from './read-structure.ts';
import { foreignFile, readValues } from './read-values.ts';
import { Sandbox } from './sandbox.ts';

const sandbox = await Sandbox.open();

parentPort?.on('message', (request: H5Request) => {
  const answer = answerTo(request);
  parentPort?.postMessage(answer, answer.kind === 'values' ? [answer.values.buffer] : []);
});
parentPort?.postMessage('ready');

function answerTo(request: H5Request): H5Answer {
  try {
    const answer = ask(request);
    return sandbox.foreign === undefined ? answer : refused(foreignFile(sandbox.foreign), false);
  } catch (error) {
    if (sandbox.foreign !== undefined) return refused(foreignFile(sandbox.foreign), false);
    return refused(problemOf(error), isBroken(error));
  }
}

function ask(request: H5Request): H5Answer {
  if (request.kind === 'read') {
    return { kind: 'values', values: readValues(sandbox.library, sandbox.file, request.path) };
  }
  return { kind: 'file', file: readStructure(sandbox.library, sandbox.use(request)) };
}

const refused = (problem: string, broken: boolean): H5Answer => ({ kind: 'problem', problem, broken });

/** Whether the library itself has stopped; else it has only told what is wrong. */
const isBroken = (error: unknown): boolean => !(error instanceof Error) || error.constructor !== Error;

/** What is wrong, in words; the library's own are of functions and lines. */
function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return 'it is damaged';
  if (/too much memory|allocat/i.test(error.message)) return 'it needs too much memory';
  return /^it(s|) /.test(error.message) ? error.message : 'it is damaged';
}
