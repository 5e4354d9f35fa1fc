import type { ConcreteGraph } from '../graph/graph.ts';
import type { PhaseSpec } from '../train/train-spec.ts';
import { buildPrograms, type PhasePrograms } from './build-programs.ts';
import type { Program } from '../ir/ir.ts';
import type { GraphVariables } from './lower-graph.ts';
import { largestBatch, type Peak, peakAt, plan, type Plan } from '../passes/plan.ts';
import {
  cheapestWithin,
  type Rematerialized,
  smallest,
  type Wish,
} from '../passes/recompute/rematerialize.ts';

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

/**
 * Plans a phase. `legalize` rewrites a program into the ops that an engine has; without it the plan is that of an
 * engine that has them all.
 */
export function planPhase(
  graph: ConcreteGraph,
  phase: PhaseSpec,
  { legalize = (program: Program) => program, weights }: PlanOptions = {},
): PhasePlan {
  const built = weights === undefined ? buildPrograms(graph, phase) : buildPrograms(graph, phase, weights);
  const planned = (program: Program): Plan => plan(legalize(program), built.variables);
  const wish = { batch: phase.batch, planOf: planned };
  const whole = planned(built.step);
  const others = [built.evaluate, ...(built.apply === undefined ? [] : [built.apply])].map(planned);
  const chosen = chooseStep(built.step, whole, phase, wish);
  const step = chosen === undefined ? whole : planned(chosen.program);
  const least = (): Plan => (phase.recompute === 'auto' ? planned(smallest(built.step, wish).program) : step);
  return {
    phase,
    programs: chosen === undefined ? built : withStep(built, chosen.program),
    repeatedMacs: chosen?.macs ?? 0,
    recomputing: (budget) =>
      others.some((other) => peakAt(other, phase.batch).bytes > budget)
        ? undefined
        : cheapestWithin(built.step, budget, wish),
    plans: [step, ...others],
    peak: (batch) =>
      [step, ...others]
        .map((each) => ({ ...peakAt(each, batch), plan: each }))
        .reduce((most, peak) => (peak.bytes > most.bytes ? peak : most)),
    largestBatch: (budget) => Math.min(...[least(), ...others].map((each) => largestBatch(each, budget))),
    trainableParameters: trainableParameters(graph, phase),
  };
}

const known = new WeakMap<PhaseSpec, PhasePlan>();

/** The plan of a phase of a checked graph, for an engine that has every op; planned when it is first asked for. */
export function planOf(graph: ConcreteGraph, phase: PhaseSpec): PhasePlan {
  const plan = known.get(phase) ?? planPhase(graph, phase);
  known.set(phase, plan);
  return plan;
}

/** The step that repeats ops as the phase wants it; undefined where it repeats none. */
function chooseStep(
  step: Program,
  whole: Plan,
  { recompute, memory = Infinity, batch }: PhaseSpec,
  wish: Wish,
): Rematerialized | undefined {
  if (recompute === 'max') return smallest(step, wish);
  if (recompute === undefined || peakAt(whole, batch).bytes <= memory) return undefined;
  return cheapestWithin(step, memory, wish) ?? smallest(step, wish);
}

const withStep = (programs: PhasePrograms, step: Program): PhasePrograms => ({
  step,
  ...(programs.apply === undefined ? {} : { apply: programs.apply }),
  evaluate: programs.evaluate,
  get predict() {
    return programs.predict;
  },
  variables: programs.variables,
  scalars: (iteration) => programs.scalars(iteration),
});

export interface PlanOptions {
  readonly legalize?: (program: Program) => Program;
  readonly weights?: GraphVariables;
}

function trainableParameters(graph: ConcreteGraph, { frozen }: PhaseSpec): number {
  return graph.layers
    .filter(({ path }) => !frozen.has(path))
    .flatMap(({ weights }) => weights)
    .filter(({ trainable }) => trainable)
    .reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
}
