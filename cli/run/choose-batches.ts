import { type PhasePlan, planPhase } from '../../compiler/program/phase-plan.ts';
import type { TrainSpec } from '../../compiler/train/train-spec.ts';
import { messages } from '../../runtime/messages.ts';
import type { LoadedEngine } from '../../runtime/engines/registry.ts';
import { RunError } from '../../runtime/run-error.ts';
import { largestBatchOn, peakOn } from './engine-memory.ts';

/**
 * The train block with the largest batch in each phase that its budget holds on an engine, at most all `examples`.
 * Throws a RunError where a phase has no budget; where not even one example fits, the batch is 1.
 */
export function chooseBatches(train: TrainSpec, examples: number, engine: LoadedEngine): TrainSpec {
  const phases = train.phases.map((phase) => {
    const { memory, name, span } = phase;
    if (memory === undefined) throw new RunError(messages.noBudget(span, name));
    const planned = (batch: number): PhasePlan => planPhase(train.graph, { ...phase, batch }, engine);
    return { ...phase, batch: largest(engine, planned, Math.min(phase.batch, examples), memory, examples) };
  });
  return { ...train, phases };
}

/** What is dropped and made again is chosen anew for a batch: one that should fit is tried, and made smaller if not. */
function largest(
  engine: LoadedEngine,
  planned: (batch: number) => PhasePlan,
  first: number,
  memory: number,
  examples: number,
): number {
  let batch = Math.max(1, Math.min(examples, largestBatchOn(engine, planned(first), memory)));
  while (batch > 1 && peakOn(engine, planned(batch), batch) > memory) batch = Math.floor(batch * 0.98);
  return Math.max(1, batch);
}
