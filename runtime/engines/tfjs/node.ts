import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Availability } from '../engine.ts';
import { physicalCores } from '../physical-cores.ts';
import { hearingInterrupts } from './hearing-interrupts.ts';
import { type LoadOptions, loadTfjs, type Tfjs } from './load.ts';
import { withSharedMemory } from './shared-memory.ts';
import type { StartThread } from './simd/task-pool.ts';
import type { TfjsBackend } from './target.ts';
import { TfjsEngine } from './tfjs-engine.ts';

/**
 * The tfjs engine in Node, where the .wasm files lie in the installed package. A kernel of plain JavaScript may take minutes, and hears
 * Ctrl-C; one of WebAssembly is shorter, and has threads at work that know of no other beginning.
 */
export function tfjsEngine(backend: TfjsBackend): TfjsEngine {
  return new TfjsEngine(backend, backend === 'wasm' ? wasmOptions() : { guard: hearingInterrupts });
}

/** tfjs with the wasm backend set up, in Node. */
export const loadWasm = (): Promise<Tfjs> => loadTfjs('wasm', wasmOptions());

/** Whether the backend can be set up in this process. */
export const availability = (backend: TfjsBackend): Promise<Availability> =>
  tfjsEngine(backend).availability();

/** The variable of the environment that says how many threads `wasm` takes; as many as there are cores without it. */
export const threadsVariable = 'CNNC_WASM_THREADS';

let known: LoadOptions | undefined;
const wasmOptions = (): LoadOptions => (known ??= findWasm());

function findWasm(): LoadOptions {
  const wasmFolder = `${dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))}/`;
  const count = threadCount();
  const wasmFiles = count > 1 ? sharedFiles(wasmFolder) : undefined;
  return wasmFiles === undefined ? { wasmFolder } : { wasmFiles, threads: { count, start } };
}

function threadCount(): number {
  const wanted = Number(process.env[threadsVariable]);
  return Number.isInteger(wanted) && wanted > 0 ? Math.min(wanted, mostThreads) : physicalCores();
}

const mostThreads = 64;

const simdFile = 'tfjs-backend-wasm-simd.wasm';

/**
 * The library's SIMD module on a memory that threads share, as an address that holds it; each name gets it, as the
 * library asks for all and loads the one.
 */
function sharedFiles(folder: string): Readonly<Record<string, string>> | undefined {
  const shared = withSharedMemory(readFileSync(folder + simdFile));
  if (shared === undefined) return undefined;
  const address = `data:application/wasm;base64,${Buffer.from(shared).toString('base64')}`;
  const names = ['tfjs-backend-wasm.wasm', simdFile, 'tfjs-backend-wasm-threaded-simd.wasm'];
  return Object.fromEntries(names.map((name) => [name, address]));
}

const start: StartThread = (script, helper) => {
  const thread = new Worker(script, { eval: true, workerData: helper, execArgv: [] });
  // One that cannot start, or ends, leaves its work to the others.
  thread.on('error', () => undefined);
  thread.unref();
};
