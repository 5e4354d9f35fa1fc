import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Availability } from '../engine.ts';
import { loadTfjs, type Tfjs } from './load.ts';
import type { TfjsBackend } from './target.ts';
import { TfjsEngine } from './tfjs-engine.ts';

/** The tfjs engine in Node, where the .wasm files lie in the installed package. */
export function tfjsEngine(backend: TfjsBackend): TfjsEngine {
  return new TfjsEngine(backend, backend === 'wasm' ? { wasmFolder: wasmFolder() } : {});
}

/** tfjs with the wasm backend set up, in Node. */
export const loadWasm = (): Promise<Tfjs> => loadTfjs('wasm', { wasmFolder: wasmFolder() });

/** Whether the backend can be set up in this process. */
export const availability = (backend: TfjsBackend): Promise<Availability> =>
  tfjsEngine(backend).availability();

function wasmFolder(): string {
  const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  return `${dirname(main)}/`;
}
