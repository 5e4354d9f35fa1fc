import type * as TfjsCore from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { SimdKernels, type ThreadOptions } from './simd/simd-kernels.ts';
import type { TfjsBackend } from './target.ts';
import { registerKernels } from './register-kernels.ts';

export type Tfjs = typeof TfjsCore;

export interface LoadOptions {
  /** The folder or address of tfjs-backend-wasm's .wasm files, with a slash at its end. */
  readonly wasmFolder?: string;
  /** Addresses of the .wasm files by their names, in the place of a folder. */
  readonly wasmFiles?: Readonly<Record<string, string>>;
  /** Threads for our own kernels; they need a memory that threads can share. */
  readonly threads?: ThreadOptions;
  /** Runs a kernel that can be begun again: it writes over nothing. */
  readonly guard?: Guard;
}

/** Runs something synchronous, and gives what it gives. */
export type Guard = <T>(act: () => T) => T;

/** tfjs with a backend set up; loaded when first asked for. */
export async function loadTfjs(backend: TfjsBackend, options: LoadOptions = {}): Promise<Tfjs> {
  const tfjs = await import('@tensorflow/tfjs-core');
  tfjs.enableProdMode();
  if (backend === 'cpu') await import('@tensorflow/tfjs-backend-cpu');
  else await loadWasm(tfjs, options);
  registerKernels(tfjs, backend);
  return withBackend(tfjs, backend, () => {
    if (backend === 'wasm') SimdKernels.of(tfjs.backend() as BackendWasm, options.threads);
    return tfjs;
  });
}

async function loadWasm(tfjs: Tfjs, { wasmFolder, wasmFiles }: LoadOptions): Promise<void> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  if (tfjs.engine().registry['wasm'] !== undefined) return;
  if (wasmFiles !== undefined) setWasmPaths(wasmFiles, true);
  else if (wasmFolder !== undefined) setWasmPaths(wasmFolder);
}

let queue: Promise<unknown> = Promise.resolve();

/**
 * Runs something with a backend as the current one. tfjs has one current backend in a process, and setting it
 * takes a moment in which others may set theirs, so that all who do wait for one another.
 */
export function withBackend<T>(tfjs: Tfjs, backend: TfjsBackend, run: () => T | Promise<T>): Promise<T> {
  const result = queue.then(async () => {
    if (tfjs.getBackend() !== backend && !(await tfjs.setBackend(backend))) {
      throw new Error(`tfjs could not set up its ${backend} backend`);
    }
    return run();
  });
  queue = result.catch(() => undefined);
  return result;
}
