import { suggest } from '../../compiler/foreign/suggest.ts';
import { legalize, type Target } from '../../compiler/passes/legalize.ts';
import type { PhasePlan } from '../../compiler/lower/phase-plan.ts';
import type { Program } from '../../compiler/ir/ir.ts';
import type { Availability, Engine, EngineName } from './engine.ts';

/** What is known of an engine before it is loaded. */
export interface EngineEntry {
  readonly name: EngineName;
  /** One line: how it runs a step, and what it is for. */
  readonly doc: string;
  availability(): Promise<Availability>;
  readonly load: () => Promise<LoadedEngine>;
}

/** An engine that is ready to open sessions, and what it makes of a program before running it. */
export interface LoadedEngine {
  readonly engine: Engine;
  readonly legalize: (program: Program) => Program;
  /**
   * The most bytes that a phase adds to the process at a batch size, where that is more than its tensors; absent where the
   * plan's peak is all. `before`: phases that the process has trained already, of which the engine may keep memory.
   */
  readonly processBytes?: (plan: PhasePlan, batch: number, before?: readonly PhasePlan[]) => number;
}

const forTarget = (engine: Engine, target: Target): LoadedEngine => ({
  engine,
  legalize: (program) => legalize(program, target),
});

const loadTfjsEngine = async (backend: 'wasm' | 'cpu'): Promise<LoadedEngine> => {
  const { tfjsEngine } = await import('./tfjs/node.ts');
  const { tfjsTarget } = await import('./tfjs/target.ts');
  return forTarget(tfjsEngine(backend), tfjsTarget(backend));
};

/** Every engine, the fastest first: the order in which `auto` tries them. */
export const engines: readonly EngineEntry[] = [
  {
    name: 'tensorflow',
    doc: 'the whole step as one TensorFlow graph; CUDA',
    availability: async () => (await import('./tensorflow/tensorflow-engine.ts')).availability(),
    load: async () => {
      const { tensorflowEngine, tensorflowProcessBytes } = await import('./tensorflow/tensorflow-engine.ts');
      const { tensorflowTarget } = await import('../../compiler/targets/tensorflow/tensorflow-target.ts');
      const processBytes = tensorflowProcessBytes();
      return {
        engine: tensorflowEngine(),
        legalize: (program) => legalize(program, tensorflowTarget(program)),
        ...(processBytes && { processBytes }),
      };
    },
  },
  {
    name: 'onnx',
    doc: 'the whole step as one ONNX graph in onnxruntime; native speed',
    availability: async () => (await import('./onnx/onnx-engine.ts')).availability(),
    load: async () => {
      const { onnxEngine, onnxProcessBytes } = await import('./onnx/onnx-engine.ts');
      return { engine: onnxEngine(), legalize: (program) => program, processBytes: onnxProcessBytes };
    },
  },
  {
    name: 'webgpu',
    doc: 'the graph of `onnx` on a GPU without CUDA',
    availability: async () => (await import('./onnx/webgpu.ts')).webgpuAvailability(),
    load: async () => {
      const { onnxEngine } = await import('./onnx/onnx-engine.ts');
      const { legalizeFor } = await import('../../compiler/targets/onnx/provider.ts');
      const engine = onnxEngine({ provider: 'webgpu' });
      return { engine, legalize: (program) => legalizeFor('webgpu', program) };
    },
  },
  {
    name: 'wasm',
    doc: 'op by op on WebAssembly kernels; runs anywhere',
    availability: async () => (await import('./tfjs/node.ts')).availability('wasm'),
    load: () => loadTfjsEngine('wasm'),
  },
  {
    name: 'cpu',
    doc: 'op by op in plain JavaScript; slow, the reference in tests',
    availability: async () => (await import('./tfjs/node.ts')).availability('cpu'),
    load: () => loadTfjsEngine('cpu'),
  },
];

/** Every name that `--engine` takes. */
export const engineNames: readonly (EngineName | 'auto')[] = ['auto', ...engines.map(({ name }) => name)];

export type Choice =
  | {
      readonly ok: true;
      readonly loaded: LoadedEngine;
      readonly version: string;
      readonly detail: string;
      /** A faster engine that comes with cnnc, yet is not here; absent where none is missed. */
      readonly missed?: Refusal;
    }
  | ({ readonly ok: false } & Refusal);

/** Why an engine cannot run here, and what to do. */
export interface Refusal {
  readonly name: string;
  readonly reason: string;
  readonly fix: string;
}

/** The engine of a name, or the fastest that this machine can run for `auto`. */
export async function chooseEngine(name: EngineName | 'auto'): Promise<Choice> {
  let refused: Refusal = { name, reason: 'there is no such engine', fix: 'see `cnnc engines`' };
  let missed: Refusal | undefined;
  for (const entry of engines) {
    if (name !== 'auto' && entry.name !== name) continue;
    const found = await entry.availability();
    if (found.available) {
      const { version, detail } = found;
      return { ok: true, loaded: await entry.load(), version, detail, ...(missed && { missed }) };
    }
    refused = { name: entry.name, reason: found.reason, fix: found.fix };
    if (entry.name === 'onnx') missed = refused;
  }
  return { ok: false, ...refused };
}

/** What the same is called elsewhere. */
const foreignNames: ReadonlyMap<string, EngineName> = new Map(
  Object.entries({
    webgpu: 'tfjs-webgpu metal mps vulkan directml dml d3d12 amd rocm',
    wasm: 'tfjs-wasm webassembly simd browser',
    cpu: 'tfjs-cpu js node javascript',
    tensorflow: 'tfjs-node tfjs-node-gpu cuda gpu nvidia cudnn tf keras torch pytorch jax',
    onnx: 'onnxruntime onnxruntime-node ort native mkl onednn',
  } satisfies Partial<Record<EngineName, string>>).flatMap(([name, words]) =>
    words.split(' ').map((word) => [word, name as EngineName]),
  ),
);

/** The engine name that was written, or the one most likely meant. */
export function parseEngineName(
  written: string,
): { readonly name: EngineName | 'auto' } | { readonly suggestion: string | undefined } {
  const name = engineNames.find((each) => each === written);
  return name === undefined
    ? { suggestion: foreignNames.get(written.toLowerCase()) ?? suggest(written, engineNames) }
    : { name };
}
