import { processBytes, type Training } from '../../../compiler/targets/tensorflow/memory/process-bytes.ts';
import type { Program, Variable } from '../../../compiler/ir/ir.ts';
import type { PhasePlan } from '../../../compiler/lower/phase-plan.ts';
import { guardRepeats } from '../../../compiler/passes/recompute/guard-repeats.ts';
import type { Availability, Engine, Session } from '../engine.ts';
import type { LoadedEngine } from '../registry.ts';
import { loadBinding } from './load-binding.ts';
import { TensorflowError } from './native-graph.ts';
import { TensorflowSession } from './tensorflow-session.ts';

/** Programs as graphs in sessions of TensorFlow, on a GPU where the library sees one. */
export function tensorflowEngine(): Engine {
  return {
    name: 'tensorflow',
    open(values: ReadonlyMap<Variable, Float32Array>, programs: readonly Program[] = []): Promise<Session> {
      const loading = loadBinding();
      if (!loading.ok) return Promise.reject(new TensorflowError(`${loading.reason}; ${loading.fix}`));
      return TensorflowSession.open(loading, values, programs);
    },
  };
}

/**
 * The most bytes that training and evaluating a phase adds to a process, beside the library itself; nothing is known of
 * a GPU, whose memory is another.
 */
export function tensorflowProcessBytes(): LoadedEngine['processBytes'] {
  const loading = loadBinding();
  if (!loading.ok || loading.binding.isUsingGpuDevice()) return undefined;
  return (plan, batch, before = []) =>
    processBytes(trainingOf(plan, batch), {
      trims: loading.host !== undefined,
      before: before.map((earlier) => trainingOf(earlier, earlier.phase.batch)),
    });
}

const trainingOf = ({ programs, plans }: PhasePlan, batch: number): Training => ({
  programs: plans.map(({ program }) => guardRepeats(program)),
  batch,
  variables: programs.variables,
});

/** Whether a native TensorFlow is installed and runs. */
export function availability(): Promise<Availability> {
  const loading = loadBinding();
  if (!loading.ok) return Promise.resolve({ available: false, reason: loading.reason, fix: loading.fix });
  const { TF_Version: version } = loading.binding;
  const device = loading.binding.isUsingGpuDevice() ? 'a GPU' : 'the CPU';
  return Promise.resolve({ available: true, version, detail: `TensorFlow ${version} on ${device}` });
}
