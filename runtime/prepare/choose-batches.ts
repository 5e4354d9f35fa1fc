import { type PhasePlan, planPhase } from '../../compiler/lower/phase-plan.ts';
import type { TrainSpec } from '../../compiler/train/train-spec.ts';
import { runtimeMessages } from '../messages.ts';
import type { LoadedEngine } from '../engines/registry.ts';
import { RunError } from '../run-error.ts';
import type { OpenData } from '../data/open-data.ts';
import { leftToTraining } from './data-budget.ts';
import type { RunIdentity } from '../train/identity.ts';
import { largestBatchOn, peakOn } from './engine-memory.ts';

/**
 * The train block with the largest batch in each phase that its budget holds on an engine beside its data, at most all examples.
 * Throws a RunError where a phase has no budget; where not even one example fits, the batch is 1.
 */
export function chooseBatches(train: TrainSpec, data: OpenData | undefined, engine: LoadedEngine): TrainSpec {
  const examples = data?.split.train.length ?? 1;
  const before: PhasePlan[] = [];
  for (const phase of train.phases) {
    const { memory, name, span } = phase;
    if (memory === undefined) throw new RunError(runtimeMessages.noBudget(span, name));
    const planned = (batch: number): PhasePlan => planPhase(train.graph, { ...phase, batch }, engine);
    const budget = { engine, memory: leftToTraining(memory, data), examples, before };
    before.push(planned(largest(planned, Math.min(phase.batch, examples), budget)));
  }
  return {
    ...train,
    phases: train.phases.map((phase, index) => ({
      ...phase,
      batch: before[index]?.phase.batch ?? phase.batch,
    })),
  };
}

/** The batches, by phase, that an earlier run chose for itself; undefined where it was given one. */
export function chosenBatches(earlier: RunIdentity | undefined): ReadonlyMap<string, number> | undefined {
  if (earlier?.options.batch !== 'auto') return undefined;
  return new Map(earlier.phases.map(({ name, batch }) => [name, batch]));
}

/** A train block with the batches of an earlier run: another version of the compiler might choose others. */
export const withBatches = (train: TrainSpec, batches: ReadonlyMap<string, number>): TrainSpec => ({
  ...train,
  phases: train.phases.map((phase) => ({ ...phase, batch: batches.get(phase.name) ?? phase.batch })),
});

interface Room {
  readonly engine: LoadedEngine;
  readonly memory: number;
  /** No larger batch is of use. */
  readonly examples: number;
  readonly before: readonly PhasePlan[];
}

/** What is dropped and made again is chosen anew for a batch: one that should fit is tried, and made smaller if not. */
function largest(
  planned: (batch: number) => PhasePlan,
  first: number,
  { engine, memory, examples, before }: Room,
): number {
  let batch = Math.max(1, Math.min(examples, largestBatchOn(engine, planned(first), memory, before)));
  while (batch > 1 && peakOn(engine, planned(batch), batch, before) > memory)
    batch = Math.floor(batch * 0.98);
  return Math.max(1, batch);
}
