import type { Reporter } from '../diagnostics/reporter.ts';
import { formatBytes } from '../diagnostics/format-bytes.ts';
import { planPhase, type PhasePlan } from '../program/phase-plan.ts';
import type { PhaseSpec, TrainSpec } from '../train/train-spec.ts';

/** Plans every phase, and reports those whose exact peak is over their budget. */
export function checkMemory({ graph, phases }: TrainSpec, reporter: Reporter): readonly PhasePlan[] {
  return phases.map((phase) => {
    const plan = planPhase(graph, phase);
    checkBudget(phase, plan, reporter);
    return plan;
  });
}

function checkBudget(
  { name, batch, memory, memorySpan }: PhaseSpec,
  plan: PhasePlan,
  reporter: Reporter,
): void {
  if (memory === undefined || memorySpan === undefined) return;
  const peak = plan.peak(batch);
  if (peak.bytes <= memory) return;
  const largest = plan.largestBatch(memory);
  reporter.report('CNN501', memorySpan, [name, batch, formatBytes(peak.bytes), formatBytes(memory), largest]);
}
