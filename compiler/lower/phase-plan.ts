import type { ConcreteGraph } from '../graph/graph.ts';
import type { PhaseSpec } from '../train/train-spec.ts';
import type { PhasePrograms } from './build-programs.ts';
import { LoweredPhase, loweredOf, type LowerPhaseOptions } from './lowered-phase.ts';
import { largestBatch, type Peak, peakAt, type Plan } from '../passes/plan.ts';
import type { Rematerialized } from '../passes/recompute/rematerialize.ts';

/** A phase's programs and what they need in memory: data, of which `peakOf`, `largestBatchOf` and `stepWithin` tell more. */
export interface PhasePlan {
  readonly phase: PhaseSpec;
  readonly programs: PhasePrograms;
  /** Of each program that trains and evaluates. */
  readonly plans: readonly Plan[];
  /** Multiply-adds of a step that are done again for want of memory; 0 where the phase does not ask for it. */
  readonly repeatedMacs: number;
  /** Numbers in weights that this phase trains. */
  readonly trainableParameters: number;
}

/** The most bytes alive at once in any program of a phase, and in which and where. */
export const peakOf = ({ plans }: PhasePlan, batch: number): Peak & { readonly plan: Plan } =>
  plans
    .map((each) => ({ ...peakAt(each, batch), plan: each }))
    .reduce((most, peak) => (peak.bytes > most.bytes ? peak : most));

/** The largest batch whose peak stays within a budget of bytes; 0 where none does. */
export function largestBatchOf(plan: PhasePlan, budget: number): number {
  const [step, ...others] = plan.plans;
  const least = plan.phase.recompute === 'auto' ? smallestStep(plan) : step;
  return Math.min(
    ...[...(least === undefined ? [] : [least]), ...others].map((each) => largestBatch(each, budget)),
  );
}

function smallestStep(plan: PhasePlan): Plan {
  const lowered = loweredFor(plan);
  return lowered.planned(lowered.smallest(plan.phase.batch).program);
}

/** The cheapest step within a budget of bytes that drops activations and makes them again, where there is one. */
export function stepWithin(plan: PhasePlan, budget: number): Rematerialized | undefined {
  const { batch } = plan.phase;
  const lowered = loweredFor(plan);
  if (lowered.others.some((other) => peakAt(other, batch).bytes > budget)) return undefined;
  return lowered.cheapestWithin(budget, batch);
}

/** What plans were made from: other steps of the same phase are found in it. */
const origins = new WeakMap<PhasePlan, LoweredPhase>();

function loweredFor(plan: PhasePlan): LoweredPhase {
  const lowered = origins.get(plan);
  if (lowered === undefined) throw new RangeError('this is no plan of ours');
  return lowered;
}

/** Plans a phase with programs of its own. */
export const planPhase = (
  graph: ConcreteGraph,
  phase: PhaseSpec,
  options: LowerPhaseOptions = {},
): PhasePlan => planLowered(new LoweredPhase(graph, phase, options), graph, phase);

const known = new WeakMap<PhaseSpec, PhasePlan>();

/** The plan of a phase of a checked graph, for an engine that has every op; planned when it is first asked for. */
export function planOf(graph: ConcreteGraph, phase: PhaseSpec): PhasePlan {
  const plan = known.get(phase) ?? planLowered(loweredOf(graph, phase), graph, phase);
  known.set(phase, plan);
  return plan;
}

function planLowered(lowered: LoweredPhase, graph: ConcreteGraph, phase: PhaseSpec): PhasePlan {
  const { whole, others, programs } = lowered;
  const chosen = chooseStep(lowered, phase);
  const step = chosen === undefined ? whole : lowered.planned(chosen.program);
  const { optimizer } = phase;
  const made: PhasePlan = {
    phase,
    programs: { ...programs, optimizer, step: chosen?.program ?? programs.step },
    plans: [step, ...others],
    repeatedMacs: chosen?.macs ?? 0,
    trainableParameters: trainableParameters(graph, phase),
  };
  origins.set(made, lowered);
  return made;
}

/** The step that repeats ops as the phase wants it; undefined where it repeats none. */
function chooseStep(
  lowered: LoweredPhase,
  { recompute, memory = Infinity, batch }: PhaseSpec,
): Rematerialized | undefined {
  if (recompute === 'max') return lowered.smallest(batch);
  if (recompute === undefined || peakAt(lowered.whole, batch).bytes <= memory) return undefined;
  return lowered.cheapestWithin(memory, batch) ?? lowered.smallest(batch);
}

function trainableParameters(graph: ConcreteGraph, { frozen }: PhaseSpec): number {
  return graph.layers
    .filter(({ path }) => !frozen.has(path))
    .flatMap(({ weights }) => weights)
    .filter(({ trainable }) => trainable)
    .reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
}
