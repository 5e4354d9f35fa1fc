import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { fileOf, repositoryFile } from './run-cnnc.ts';

/*
 * V8's young generation grows to 32 MiB where much is made, in each thread, unless it is told not to: a forecast of memory
 * counts on that.
 */

const program = repositoryFile('dist/cli/main.js');
/** Bytes of a young generation that has not grown, and of one that has. */
const [small, grown] = [6 * 2 ** 20, 12 * 2 ** 20];

/** Makes much that lives for a moment; then says how many bytes the young generation has. */
const litter = `
  import { getHeapSpaceStatistics } from 'node:v8';
  globalThis.youngGeneration = () => {
    let kept = [];
    for (let round = 0; round < 100; round++) kept = Array.from({ length: 20_000 }, (_, index) => ({ index, kept: kept[index & 63] === undefined }));
    return getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').space_size + kept.length * 0;
  };`;
/** The flags of this very process are those of its threads, too. */
const hasLargeGenerations = process.execArgv.some((flag) => flag.includes('semi-space'));
const asModule = (text: string): string => `data:text/javascript,${encodeURIComponent(text)}`;

/** The young generation of a process that has run a program. */
function ofProcess(...args: readonly string[]): number {
  const atEnd = `${litter}
    import { writeSync } from 'node:fs';
    process.on('exit', () => writeSync(3, String(globalThis.youngGeneration())));`;
  const { output } = spawnSync(process.execPath, ['--import', asModule(atEnd), ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  return Number(output[3]);
}

test('of a run stays small', () => {
  expect(ofProcess('-e', '0')).toBeGreaterThan(grown);
  expect(ofProcess(program, 'run', fileOf('let x = 1'))).toBeLessThan(small);
});

/** The young generation of a thread that has begun with a script. */
async function ofThread(begin: string): Promise<number> {
  const script = `${litter}
    import { parentPort } from 'node:worker_threads';
    ${begin}
    parentPort.postMessage(globalThis.youngGeneration());`;
  const workerData = { fields: [], prepare: [], augment: [] };
  const thread = new Worker(new URL(asModule(script)), { workerData, execArgv: [] });
  const [bytes] = (await once(thread, 'message')) as [number];
  await thread.terminate();
  return bytes;
}

test.skipIf(hasLargeGenerations)('of a thread that prepares data stays small', async () => {
  const worker = pathToFileURL(repositoryFile('dist/data-worker.js')).href;
  expect(await ofThread('')).toBeGreaterThan(grown);
  expect(await ofThread(`await import(${JSON.stringify(worker)});`)).toBeLessThan(small);
});
