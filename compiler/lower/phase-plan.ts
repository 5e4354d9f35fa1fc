import { optimizers } from '../catalogue/optimizers/registry.ts';
import type { ConcreteGraph } from '../graph/graph.ts';
import type { PhaseSpec } from '../train/train-spec.ts';
import type { PhasePrograms } from './build-programs.ts';
import type { Program } from '../ir/ir.ts';
import { LoweredPhase, loweredOf, type LowerPhaseOptions } from './lowered-phase.ts';
import { largestBatch, type Peak, peakAt, type Plan } from '../passes/plan.ts';
import type { Rematerialized } from '../passes/recompute/rematerialize.ts';

/** A phase's programs and what they need in memory. */
export interface PhasePlan {
  readonly phase: PhaseSpec;
  readonly programs: PhasePrograms;
  /** Of each program that trains and evaluates. */
  readonly plans: readonly Plan[];
  /** The most bytes alive at once in any of them, and in which and where. */
  peak(batch: number): Peak & { readonly plan: Plan };
  /** The largest batch whose peak stays within a budget of bytes; 0 where none does. */
  largestBatch(budget: number): number;
  /** Multiply-adds of a step that are done again for want of memory; 0 where the phase does not ask for it. */
  readonly repeatedMacs: number;
  /** The cheapest step within a budget of bytes that drops activations and makes them again, where there is one. */
  recomputing(budget: number): Rematerialized | undefined;
  /** Numbers in weights that this phase trains. */
  readonly trainableParameters: number;
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
  const { whole, others } = lowered;
  const chosen = chooseStep(lowered, phase);
  const step = chosen === undefined ? whole : lowered.planned(chosen.program);
  const least = (): Plan =>
    phase.recompute === 'auto' ? lowered.planned(lowered.smallest(phase.batch).program) : step;
  return {
    phase,
    programs: programsOf(lowered.programs, chosen?.program, phase),
    repeatedMacs: chosen?.macs ?? 0,
    recomputing: (budget) =>
      others.some((other) => peakAt(other, phase.batch).bytes > budget)
        ? undefined
        : lowered.cheapestWithin(budget, phase.batch),
    plans: [step, ...others],
    peak: (batch) =>
      [step, ...others]
        .map((each) => ({ ...peakAt(each, batch), plan: each }))
        .reduce((most, peak) => (peak.bytes > most.bytes ? peak : most)),
    largestBatch: (budget) => Math.min(...[least(), ...others].map((each) => largestBatch(each, budget))),
    trainableParameters: trainableParameters(graph, phase),
  };
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

/** Programs with what the phase feeds them, and with another step where one was chosen. */
const programsOf = (
  programs: PhasePrograms,
  step: Program | undefined,
  { optimizer: { kind, params } }: PhaseSpec,
): PhasePrograms => ({
  step: step ?? programs.step,
  ...(programs.apply === undefined ? {} : { apply: programs.apply }),
  evaluate: programs.evaluate,
  get predict() {
    return programs.predict;
  },
  variables: programs.variables,
  scalars: (iteration) => optimizers[kind].scalars(params, iteration),
});

function trainableParameters(graph: ConcreteGraph, { frozen }: PhaseSpec): number {
  return graph.layers
    .filter(({ path }) => !frozen.has(path))
    .flatMap(({ weights }) => weights)
    .filter(({ trainable }) => trainable)
    .reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
}
