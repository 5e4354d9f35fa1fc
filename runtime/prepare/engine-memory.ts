import { type PhasePlan, largestBatchOf, peakOf } from '../../compiler/lower/phase-plan.ts';
import type { PhaseSpec, TrainSpec } from '../../compiler/train/train-spec.ts';
import type { LoadedEngine } from '../engines/registry.ts';
import { planPhases } from '../train/train.ts';

/**
 * The most bytes that a phase needs on an engine: of tensors, or where the engine can tell, of the process, with what is
 * left in it of the phases `before`.
 */
export const peakOn = (
  { processBytes }: LoadedEngine,
  plan: PhasePlan,
  batch: number,
  before: readonly PhasePlan[] = [],
): number => processBytes?.(plan, batch, before) ?? peakOf(plan, batch).bytes;

/** No larger batch is looked for. */
const mostTried = 2 ** 20;

/** The largest batch that stays within a budget of bytes on an engine, after the phases `before`; 0 where none does. */
export function largestBatchOn(
  engine: LoadedEngine,
  plan: PhasePlan,
  budget: number,
  before: readonly PhasePlan[] = [],
): number {
  let high = largestBatchOf(plan, budget) + 1;
  if (engine.processBytes === undefined) return high - 1;
  let low = 0;
  // An engine may update in place what the plan counts twice, and so need less than its tensors.
  while (peakOn(engine, plan, high, before) <= budget && high < mostTried) {
    low = high;
    high *= 2;
  }
  while (high - low > 1) {
    const middle = low === 0 && high > 64 ? Math.floor(Math.sqrt(high)) : (low + high) >> 1;
    if (peakOn(engine, plan, middle, before) <= budget) low = middle;
    else high = middle;
  }
  return low;
}

/** How often a step is planned with less room for tensors. */
const attempts = 5;

/**
 * Plans every phase for an engine. A step that drops activations for its budget drops as many as make room for what the
 * engine needs beside the tensors, too: that is known once it is planned, so that this is done until it fits.
 */
export function planForEngine(train: TrainSpec, engine: LoadedEngine): readonly PhasePlan[] {
  let plans = planPhases(train, engine.legalize);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const phases = plans.map((plan, index) =>
      tighten(plan, train.phases[index]?.memory, engine, plans.slice(0, index)),
    );
    if (phases.every((phase, index) => phase === plans[index]?.phase)) break;
    plans = planPhases({ ...train, phases }, engine.legalize);
  }
  return plans;
}

/** A phase with less room for tensors, where an engine needs more than its budget of bytes. */
function tighten(
  plan: PhasePlan,
  budget: number | undefined,
  engine: LoadedEngine,
  before: readonly PhasePlan[],
): PhaseSpec {
  const { phase } = plan;
  if (budget === undefined || phase.recompute !== 'auto') return phase;
  const over = peakOn(engine, plan, phase.batch, before) - budget;
  if (over <= 0) return phase;
  const room = Math.max(1, peakOf(plan, phase.batch).bytes - over);
  return room === phase.memory ? phase : { ...phase, memory: room };
}
