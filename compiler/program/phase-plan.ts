import type { ConcreteGraph } from '../graph/graph.ts';
import type { PhaseSpec } from '../train/train-spec.ts';
import { buildPrograms, type PhasePrograms } from './build-programs.ts';
import type { Program } from './ir.ts';
import type { GraphVariables } from './lower-graph.ts';
import { largestBatch, type Peak, peakAt, plan, type Plan } from './plan.ts';

/** A phase's programs and what they need in memory. */
export interface PhasePlan {
  readonly phase: PhaseSpec;
  readonly programs: PhasePrograms;
  readonly step: Plan;
  readonly evaluate: Plan;
  /** The most bytes alive at once, training or evaluating, and where; `program` says in which. */
  peak(batch: number): Peak & { readonly program: Program['name'] };
  /** The largest batch whose peak stays within a budget of bytes; 0 where none does. */
  largestBatch(budget: number): number;
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
  const programs = weights === undefined ? buildPrograms(graph, phase) : buildPrograms(graph, phase, weights);
  const step = plan(legalize(programs.step), programs.variables);
  const evaluate = plan(legalize(programs.evaluate), programs.variables);
  return {
    phase,
    programs,
    step,
    evaluate,
    peak(batch) {
      const training = peakAt(step, batch);
      const evaluating = peakAt(evaluate, batch);
      return training.bytes >= evaluating.bytes
        ? { ...training, program: 'step' }
        : { ...evaluating, program: 'evaluate' };
    },
    largestBatch: (budget) => Math.min(largestBatch(step, budget), largestBatch(evaluate, budget)),
    trainableParameters: trainableParameters(graph, phase),
  };
}

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
