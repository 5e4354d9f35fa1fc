import type { Provider } from '../../../compiler/targets/onnx/provider.ts';
import { processBytes, turnBytes } from '../../../compiler/targets/onnx/memory/process-bytes.ts';
import type { Variable } from '../../../compiler/ir/ir.ts';
import type { PhasePlan } from '../../../compiler/lower/phase-plan.ts';
import { guardRepeats } from '../../../compiler/passes/recompute/guard-repeats.ts';
import type { Availability, Engine, Session } from '../engine.ts';
import { loadOnnxRuntime } from './load-onnx-runtime.ts';
import { OnnxSession } from './onnx-session.ts';
import { physicalCores } from '../physical-cores.ts';

export interface OnnxEngineOptions {
  /** Threads of one operator; the physical cores by default. */
  readonly threads?: number;
  /** Where operators run; one that the provider lacks runs on the CPU. */
  readonly provider?: Provider;
}

/** Programs as ONNX graphs in onnxruntime-node, on the CPU. */
export function onnxEngine(options: OnnxEngineOptions = {}): Engine {
  return {
    name: options.provider === 'webgpu' ? 'webgpu' : 'onnx',
    async open(variables: ReadonlyMap<Variable, Float32Array>): Promise<Session> {
      const runtime = await loadOnnxRuntime();
      return new OnnxSession(runtime, options.threads ?? physicalCores(), variables, options.provider);
    },
  };
}

/** The most bytes that training and evaluating a phase adds to a process that has not run the library yet. */
export const onnxProcessBytes = ({ programs, plans }: PhasePlan, batch: number): number =>
  (programs.apply === undefined ? 0 : turnBytes(programs.apply)) +
  Math.max(
    ...plans.map(({ program }) =>
      processBytes(guardRepeats(program), batch, {
        variables: programs.variables,
        threads: physicalCores(),
      }),
    ),
  );

/** Whether onnxruntime-node is installed and its library runs on this platform. */
export async function availability(): Promise<Availability> {
  try {
    const runtime = await loadOnnxRuntime();
    const version = runtime.env.versions.node ?? runtime.env.versions.common;
    return { available: true, version, detail: `onnxruntime ${version} on ${physicalCores()} cores` };
  } catch (error) {
    return isMissing(error)
      ? {
          available: false,
          reason: 'the package onnxruntime-node is not installed',
          fix: 'run `cnnc engines install onnx`, or choose another engine',
        }
      : {
          available: false,
          reason: `onnxruntime-node has no library that runs on ${process.platform} ${process.arch}`,
          fix: 'choose another engine, such as `wasm`',
        };
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND') &&
  !error.message.includes('onnxruntime_binding');
