import type { ConcreteGraph } from '../graph/graph.ts';
import type { Program } from '../ir/ir.ts';
import { plan, type Plan } from '../passes/plan.ts';
import { cheapestWithin, type Rematerialized, smallest } from '../passes/recompute/rematerialize.ts';
import type { PhaseSpec } from '../train/train-spec.ts';
import { buildPrograms, type PhasePrograms } from './build-programs.ts';
import type { GraphVariables } from './lower-graph.ts';

export interface LowerPhaseOptions {
  /** Rewrites a program into the ops that an engine has; absent: the engine has them all. */
  readonly legalize?: (program: Program) => Program;
  readonly weights?: GraphVariables;
}

/** The programs of a phase and what they need, before any is made smaller; phases that differ in none of it share it. */
export class LoweredPhase {
  readonly programs: PhasePrograms;
  /** Of the step as it is. */
  readonly whole: Plan;
  /** Of the programs besides the step. */
  readonly others: readonly Plan[];
  readonly #legalize: (program: Program) => Program;
  readonly #plans = new WeakMap<Program, Plan>();
  readonly #cheapest = new Map<string, Rematerialized | undefined>();
  readonly #smallest = new Map<number, Rematerialized>();

  constructor(
    graph: ConcreteGraph,
    phase: PhaseSpec,
    { legalize = (program) => program, weights }: LowerPhaseOptions = {},
  ) {
    this.#legalize = legalize;
    this.programs =
      weights === undefined ? buildPrograms(graph, phase) : buildPrograms(graph, phase, weights);
    const { step, evaluate, apply } = this.programs;
    this.whole = this.planned(step);
    this.others = [evaluate, ...(apply === undefined ? [] : [apply])].map((each) => this.planned(each));
  }

  /** What a program needs; found once for each. */
  planned(program: Program): Plan {
    const found = this.#plans.get(program) ?? plan(this.#legalize(program), this.programs.variables);
    this.#plans.set(program, found);
    return found;
  }

  /** The step that costs least of those that stay within a budget of bytes; found once for each. */
  cheapestWithin(budget: number, batch: number): Rematerialized | undefined {
    const key = `${budget} ${batch}`;
    if (this.#cheapest.has(key)) return this.#cheapest.get(key);
    const found = cheapestWithin(this.programs.step, budget, this.#wish(batch));
    this.#cheapest.set(key, found);
    return found;
  }

  /** The step that needs least for a batch; found once for each. */
  smallest(batch: number): Rematerialized {
    const found = this.#smallest.get(batch) ?? smallest(this.programs.step, this.#wish(batch));
    this.#smallest.set(batch, found);
    return found;
  }

  #wish(batch: number) {
    return { batch, planOf: (program: Program) => this.planned(program) };
  }
}

const known = new WeakMap<ConcreteGraph, Map<string, LoweredPhase>>();

/** A phase for an engine that has every op; lowered once for all phases of a graph that come to the same programs. */
export function loweredOf(graph: ConcreteGraph, phase: PhaseSpec): LoweredPhase {
  const phases = known.get(graph) ?? new Map<string, LoweredPhase>();
  known.set(graph, phases);
  const key = programKey(phase);
  const lowered = phases.get(key) ?? new LoweredPhase(graph, phase);
  phases.set(key, lowered);
  return lowered;
}

/** What of a phase decides its programs. The host feeds whatever follows from the learning rate. */
function programKey({ optimizer, objectives, frozen, accumulate, factors, undecayed }: PhaseSpec): string {
  const { learning_rate: _fed, ...params } = optimizer.params;
  const isAdded = accumulate !== undefined;
  return JSON.stringify(
    {
      optimizer: optimizer.kind,
      params,
      objectives,
      frozen: [...frozen].sort(),
      isAdded,
      factors,
      undecayed,
    },
    (name, value: unknown) =>
      name === 'span' ? undefined : name === 'graph' ? idOf(value as object) : value,
  );
}

const ids = new WeakMap<object, number>();
let count = 0;

/** A number for an object, the same for the same one. */
function idOf(object: object): number {
  const id = ids.get(object) ?? ++count;
  ids.set(object, id);
  return id;
}
