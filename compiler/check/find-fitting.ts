import { formatBytes } from '../diagnostics/messages/format-bytes.ts';
import type { Fitting } from '../diagnostics/messages/describe-fitting.ts';
import type { ConcreteGraph } from '../graph/graph.ts';
import { type PhasePlan, stepWithin } from '../lower/phase-plan.ts';
import type { PhaseSpec } from '../train/train-spec.ts';

/** How a phase is planned, and what the plan needs: of tensors, or on an engine. */
export interface FittingPlans {
  readonly plan: (phase: PhaseSpec) => PhasePlan;
  readonly largestBatch: (plan: PhasePlan, budget: number) => number;
  /** What a batch of 1 needs, in bytes. */
  readonly least: (plan: PhasePlan) => number;
  /** Bytes that are needed beside the tensors of the plan. */
  readonly beside?: number;
}

/** What of a phase fits a budget of bytes which the phase as it is exceeds: a batch, batches for one update, a step that repeats ops. */
export function findFitting(
  graph: ConcreteGraph,
  phase: PhaseSpec,
  budget: number,
  { plan, largestBatch, least, beside = 0 }: FittingPlans,
): Fitting {
  const { batch, recompute } = phase;
  const own = plan(phase);
  const accumulated = accumulate(phase, budget, { plan, largestBatch, least });
  const cheapest = recompute === undefined ? stepWithin(own, budget - beside) : undefined;
  const largest = largestBatch(own, budget);
  return {
    largest,
    ...(largest === 0 ? { least: formatBytes(least(own)) } : {}),
    ...(accumulated === undefined
      ? {}
      : { accumulated: { ...accumulated, normalizes: normalizes(graph, phase) } }),
    ...(cheapest === undefined ? {} : { repeated: formatRepeated(cheapest.macs, graph, batch) }),
  };
}

/** Batches for one update that are as large as fits, where they divide it. The sums of the gradients take room, too. */
function accumulate(
  phase: PhaseSpec,
  budget: number,
  { plan, largestBatch }: FittingPlans,
): { readonly batch: number; readonly batches: number } | undefined {
  const { batch, accumulate: given = 1 } = phase;
  const update = batch * given;
  const adding = plan({ ...phase, accumulate: given + 1 });
  const most = Math.min(batch - 1, largestBatch(adding, budget));
  for (let size = most; size > Math.max(0, most - longestSearch); size--) {
    if (update % size === 0) return { batch: size, batches: update / size };
  }
  return undefined;
}

/** Batches that are tried. */
const longestSearch = 4096;

const normalizes = ({ layers }: ConcreteGraph, { frozen }: PhaseSpec): boolean =>
  layers.some(({ kind, path }) => kind === 'BatchNormalization' && !frozen.has(path));

/** What is done again beside one forward pass, in multiply-adds: `12 % of a forward pass`. */
function formatRepeated(macs: number, { layers }: ConcreteGraph, batch: number): string {
  const whole = layers.reduce((sum, layer) => sum + layer.macs, 0) * batch;
  if (macs === 0) return 'ops without multiply-adds only';
  return `${Number(((100 * macs) / whole).toPrecision(2))} % of a forward pass's multiply-adds`;
}
