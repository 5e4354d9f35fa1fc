import type { Program } from '../../compiler/program/ir.ts';
import { type PhasePlan, planPhase } from '../../compiler/program/phase-plan.ts';
import type { PhaseSpec, TrainSpec } from '../../compiler/train/train-spec.ts';
import { messages } from '../../runtime/messages.ts';
import { RunError } from '../../runtime/run-error.ts';

type Legalize = ((program: Program) => Program) | undefined;

/**
 * The train block with the largest batch in each phase that its budget holds on an engine, at most all `examples`.
 * Throws a RunError where a phase has no budget; where not even one example fits, the batch is 1.
 */
export function chooseBatches(train: TrainSpec, examples: number, legalize: Legalize): TrainSpec {
  const phases = train.phases.map((phase) => {
    const { memory, name, span } = phase;
    if (memory === undefined) throw new RunError(messages.noBudget(span, name));
    const planned = (batch: number): PhasePlan => plan(train, { ...phase, batch }, legalize);
    return { ...phase, batch: largest(planned, Math.min(phase.batch, examples), memory, examples) };
  });
  return { ...train, phases };
}

const plan = ({ graph }: TrainSpec, phase: PhaseSpec, legalize: Legalize): PhasePlan =>
  planPhase(graph, phase, legalize === undefined ? {} : { legalize });

/** What is dropped and made again is chosen anew for a batch: one that should fit is tried, and made smaller if not. */
function largest(
  planned: (batch: number) => PhasePlan,
  first: number,
  memory: number,
  examples: number,
): number {
  let batch = Math.max(1, Math.min(examples, planned(first).largestBatch(memory)));
  while (batch > 1 && planned(batch).peak(batch).bytes > memory) batch = Math.floor(batch * 0.98);
  return Math.max(1, batch);
}
