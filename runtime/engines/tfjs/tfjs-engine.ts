import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { Variable } from '../../../compiler/ir/ir.ts';
import type { Availability, Engine, Session } from '../engine.ts';
import { type LoadOptions, loadTfjs } from './load.ts';
import { TfjsSession } from './session.ts';
import { SimdKernels } from './simd/simd-kernels.ts';
import type { TfjsBackend } from './target.ts';

/** An engine on tfjs kernels; tfjs itself is loaded when a session is opened. */
export class TfjsEngine implements Engine {
  readonly name: TfjsBackend;
  readonly #options: LoadOptions;

  constructor(backend: TfjsBackend, options: LoadOptions = {}) {
    this.name = backend;
    this.#options = options;
  }

  async open(variables: ReadonlyMap<Variable, Float32Array>): Promise<Session> {
    const tfjs = await loadTfjs(this.name, this.#options);
    return TfjsSession.open(tfjs, this.name, variables, this.#options.guard);
  }

  /** Whether the backend can be set up here. */
  async availability(): Promise<Availability> {
    try {
      const tfjs = await loadTfjs(this.name, this.#options);
      const detail =
        this.name === 'cpu' ? 'plain JavaScript' : describeWasm(tfjs.findBackend('wasm') as BackendWasm);
      return { available: true, version: tfjs.version_core, detail };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return {
        available: false,
        reason,
        fix: `npm install @tensorflow/tfjs-core @tensorflow/tfjs-backend-${this.name}`,
      };
    }
  }
}

function describeWasm(backend: BackendWasm): string {
  const { threads } = SimdKernels.of(backend);
  return `WebAssembly with SIMD, ${threads === 1 ? 'one thread' : `${threads} threads`}`;
}
