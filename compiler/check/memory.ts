import { describeFitting, type Fitting } from '../diagnostics/messages/describe-fitting.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import { type PhasePlan, largestBatchOf, peakOf, planOf } from '../lower/phase-plan.ts';
import { bytesOf, type Stage, type Value } from '../ir/ir.ts';
import { liveAt } from '../passes/plan.ts';
import { at, shapeAt } from '../ir/extent.ts';
import type { Span } from '../../grammar/span.ts';
import type { ConcreteGraph } from '../graph/graph.ts';
import type { PhaseSpec, TrainSpec } from '../train/train-spec.ts';
import { writtenBudget } from '../train/written-budget.ts';
import { findFitting } from './find-fitting.ts';

/**
 * Reports phases whose exact peak is over their budget: of those that share one, the first at it. Others are not planned.
 * `advise`: whether to search what would fit, which takes many plans.
 */
export function checkMemory({ graph, phases }: TrainSpec, reporter: Reporter, advise: boolean): void {
  const told = new Set<Span>();
  for (const phase of phases) {
    const { batch, memory, writtenAt } = phase;
    if (memory === undefined) continue;
    const plan = planOf(graph, phase);
    if (peakOf(plan, batch).bytes <= memory) continue;
    const memorySpan = writtenAt?.memory ?? phase.span;
    const span = told.has(memorySpan) ? phase.span : memorySpan;
    told.add(memorySpan);
    const fitting = advise ? fittingOf(graph, phase, memory) : undefined;
    reportPeak(graph, plan, { phase, fitting, span }, reporter);
  }
}

/** What of a phase fits a budget of bytes that it exceeds. */
const fittingOf = (graph: ConcreteGraph, phase: PhaseSpec, memory: number): Fitting =>
  findFitting(graph, phase, memory, {
    plan: (other) => planOf(graph, other),
    largestBatch: largestBatchOf,
    least: (other) => peakOf(other, 1).bytes,
  });

/** The ways out for a phase that is over its budget, in words; undefined where it is not. */
export function adviceFor(graph: ConcreteGraph, phase: PhaseSpec): string | undefined {
  const { batch, memory } = phase;
  if (memory === undefined || peakOf(planOf(graph, phase), batch).bytes <= memory) return undefined;
  return describeFitting(fittingOf(graph, phase, memory), (other) => `batch = ${other}`);
}

interface Excess {
  readonly phase: PhaseSpec;
  readonly fitting: Fitting | undefined;
  readonly span: Span;
}

function reportPeak(
  graph: ConcreteGraph,
  plan: PhasePlan,
  { phase, fitting, span }: Excess,
  reporter: Reporter,
): void {
  const { name, batch } = phase;
  const peak = peakOf(plan, batch);
  const { budget, write } = writtenBudget(phase);
  const facts = [name, batch, write(peak.bytes), budget, fitting] as const;
  const layer = graph.layers.find(({ path }) => path === peak.op?.origin);
  const notes = [
    describePeak(peak, batch, write),
    'this is of tensors alone: an engine adds its own, which `run` tells',
  ];
  const related = layer === undefined ? [] : [{ span: layer.span, message: 'the peak is here' }];
  reporter.report('CNN501', span, [...facts], { notes, related });
}

const stages: Readonly<Record<Stage, string>> = {
  forward: 'in the forward pass',
  loss: 'in the loss',
  metrics: 'in the metrics',
  backward: 'in the backward pass',
  update: 'in the update',
};

/** Where the most bytes are alive, and the largest of them. */
function describePeak(
  { op, index, plan }: ReturnType<typeof peakOf>,
  batch: number,
  write: (bytes: number) => string,
): string {
  if (op === undefined) return 'weights, optimizer state and inputs alone are more than that';
  const alive = liveAt(plan, index);
  const bytes = (value: Value): number => at(bytesOf(value), batch);
  const [largest] = alive.sort((a, b) => bytes(b) - bytes(a));
  const biggest =
    largest === undefined
      ? ''
      : `; the largest tensor then is ${largest.name} [${shapeAt(largest.shape, batch).join(', ')}], ${write(bytes(largest))}`;
  return `most is alive ${stages[op.stage]} of \`${op.origin}\`${biggest}`;
}
