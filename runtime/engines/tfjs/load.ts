import type * as TfjsCore from '@tensorflow/tfjs-core';
import type { TfjsBackend } from './target.ts';
import { registerKernels } from './register-kernels.ts';

export type Tfjs = typeof TfjsCore;

export interface LoadOptions {
  /** The folder or address of tfjs-backend-wasm's .wasm files, with a slash at its end. */
  readonly wasmFolder?: string;
}

/** tfjs with a backend set up; loaded when first asked for. */
export async function loadTfjs(backend: TfjsBackend, options: LoadOptions = {}): Promise<Tfjs> {
  const tfjs = await import('@tensorflow/tfjs-core');
  tfjs.enableProdMode();
  if (backend === 'cpu') await import('@tensorflow/tfjs-backend-cpu');
  else await loadWasm(tfjs, options);
  registerKernels(tfjs, backend);
  return withBackend(tfjs, backend, () => tfjs);
}

async function loadWasm(tfjs: Tfjs, { wasmFolder }: LoadOptions): Promise<void> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  const known = tfjs.engine().registry['wasm'] !== undefined;
  if (wasmFolder !== undefined && !known) setWasmPaths(wasmFolder);
}

let queue: Promise<unknown> = Promise.resolve();

/**
 * Runs something synchronous with a backend as the current one. tfjs has one current backend in a process, and setting it
 * takes a moment in which others may set theirs, so that all who do wait for one another.
 */
export function withBackend<T>(tfjs: Tfjs, backend: TfjsBackend, run: () => T): Promise<T> {
  const result = queue.then(async () => {
    if (tfjs.getBackend() !== backend && !(await tfjs.setBackend(backend))) {
      throw new Error(`tfjs could not set up its ${backend} backend`);
    }
    return run();
  });
  queue = result.catch(() => undefined);
  return result;
}
