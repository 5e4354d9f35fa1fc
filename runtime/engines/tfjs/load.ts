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
  await useBackend(tfjs, backend);
  return tfjs;
}

async function loadWasm(tfjs: Tfjs, { wasmFolder }: LoadOptions): Promise<void> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  const known = tfjs.engine().registry['wasm'] !== undefined;
  if (wasmFolder !== undefined && !known) setWasmPaths(wasmFolder);
}

/** Makes a backend the current one: tfjs has one at a time, so that this comes right before each synchronous run. */
export async function useBackend(tfjs: Tfjs, backend: TfjsBackend): Promise<void> {
  while (tfjs.getBackend() !== backend) {
    if (!(await tfjs.setBackend(backend))) throw new Error(`tfjs could not set up its ${backend} backend`);
  }
}
