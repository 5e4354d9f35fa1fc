import type { PhasePlan } from '../../compiler/program/phase-plan.ts';
import type { TrainSpec } from '../../compiler/train/train-spec.ts';
import type { LoadedEngine } from '../../runtime/engines/registry.ts';
import { planPhases } from '../../runtime/train/train.ts';

/** The most bytes that a phase needs on an engine: of tensors, or where the engine can tell, of the process. */
export const peakOn = ({ processBytes }: LoadedEngine, plan: PhasePlan, batch: number): number =>
  processBytes?.(plan, batch) ?? plan.peak(batch).bytes;

/** The largest batch that stays within a budget of bytes on an engine; 0 where none does. */
export function largestBatchOn(engine: LoadedEngine, plan: PhasePlan, budget: number): number {
  // What an engine needs is more than its tensors, so that no larger batch need be tried.
  let high = plan.largestBatch(budget) + 1;
  if (engine.processBytes === undefined || high === 1) return high - 1;
  let low = 0;
  while (high - low > 1) {
    const middle = low === 0 && high > 64 ? Math.floor(Math.sqrt(high)) : (low + high) >> 1;
    if (peakOn(engine, plan, middle) <= budget) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * Plans every phase for an engine. A step that drops activations for its budget drops as many as make room for what the
 * engine needs beside the tensors, too.
 */
export function planForEngine(train: TrainSpec, engine: LoadedEngine): readonly PhasePlan[] {
  const plans = planPhases(train, engine.legalize);
  const phases = plans.map((plan) => {
    const { batch, memory, recompute } = plan.phase;
    const bytes = memory === undefined || recompute !== 'auto' ? 0 : peakOn(engine, plan, batch);
    if (memory === undefined || bytes <= memory) return plan.phase;
    return { ...plan.phase, memory: Math.max(1, memory - (bytes - plan.peak(batch).bytes)) };
  });
  if (phases.every((phase, index) => phase === plans[index]?.phase)) return plans;
  return planPhases({ ...train, phases }, engine.legalize);
}
