import type { OpNode, Program } from '../../ir/ir.ts';
import { peakAt, plan, type Plan } from '../plan.ts';
import { chooseDropped } from './choose-dropped.ts';
import { type ForwardStep, forwardSteps } from './forward-steps.ts';
import { recompute, repeatedMacs } from './recompute.ts';

/** A step that repeats some of its forward ops. */
export interface Rematerialized {
  readonly program: Program;
  readonly peak: number;
  /** Multiply-adds that are done again, for a batch. */
  readonly macs: number;
}

/** How a step is to be made smaller. */
export interface Wish {
  readonly batch: number;
  /** What an engine needs for a program. */
  readonly planOf: (program: Program) => Plan;
}

/** Halvings of the bytes that a choice aims at. */
const rounds = 9;

/** Bounds the ops that are planned to make a choice better. */
const mostPlanned = 2 ** 16;

/** The step that costs least of those whose peak stays within a budget of bytes; undefined where none was found. */
export function cheapestWithin(program: Program, budget: number, wish: Wish): Rematerialized | undefined {
  const attempts = new Attempts(program, wish);
  let best: Attempt | undefined;
  let [low, high] = [budget / 2, budget * 1.5];
  for (let target = budget, round = 0; round < rounds; target = (low + high) / 2, round++) {
    const made = attempts.aimingAt(target);
    if (made !== undefined && made.peak > budget) high = target;
    else low = target;
    if (made !== undefined && made.peak <= budget && made.macs < (best?.macs ?? Infinity)) best = made;
  }
  const found = best ?? leastOf(attempts);
  if (found.peak > budget) return undefined;
  return attempts.improve(found, (made, known) => made.peak <= budget && made.macs < known.macs);
}

/** The step of the smallest peak. */
export function smallest(program: Program, wish: Wish): Rematerialized {
  return leastOf(new Attempts(program, wish));
}

function leastOf(attempts: Attempts): Attempt {
  const whole = attempts.dropping(new Set());
  let best = whole;
  let [low, high] = [0, best.peak];
  for (let round = 0; round < rounds; round++) {
    const target = (low + high) / 2;
    const made = attempts.aimingAt(target);
    if (made === undefined) low = target;
    else high = target;
    if (made !== undefined && made.peak < best.peak) best = made;
  }
  return [best, whole]
    .map((each) => attempts.improve(each, isSmaller))
    .reduce((a, b) => (isSmaller(b, a) ? b : a));
}

const isSmaller = (made: Rematerialized, known: Rematerialized): boolean =>
  made.peak < known.peak || (made.peak === known.peak && made.macs < known.macs);

interface Attempt extends Rematerialized {
  readonly dropped: ReadonlySet<OpNode>;
}

/** What comes of dropping some ops; the choice of them reckons with fewer details than the plan. */
class Attempts {
  readonly #program: Program;
  readonly #wish: Wish;
  readonly #steps: readonly ForwardStep[];
  readonly #known = new Map<string, Attempt>();

  constructor(program: Program, wish: Wish) {
    this.#program = program;
    this.#wish = wish;
    this.#steps = forwardSteps(plan(program), wish.batch);
  }

  /** What is chosen to keep within some bytes. */
  aimingAt(target: number): Attempt | undefined {
    const dropped = chooseDropped(this.#steps, target);
    return dropped && this.dropping(dropped);
  }

  dropping(dropped: ReadonlySet<OpNode>): Attempt {
    const { ops } = this.#program;
    const key = ops.flatMap((op, index) => (dropped.has(op) ? [index] : [])).join();
    const known = this.#known.get(key) ?? this.#measured(dropped);
    this.#known.set(key, known);
    return known;
  }

  /** Drops or keeps one value more, the costliest first, where that is better. */
  improve(first: Attempt, isBetter: (made: Attempt, known: Attempt) => boolean): Attempt {
    const trials = Math.floor(mostPlanned / this.#program.ops.length);
    const values = this.#steps.flatMap(({ made }) => made).toSorted((a, b) => b.cost - a.cost);
    let best = first;
    for (const { ops } of values.slice(0, trials)) {
      const changed = new Set(best.dropped);
      for (const op of ops) if (!changed.delete(op)) changed.add(op);
      const made = this.dropping(changed);
      if (isBetter(made, best)) best = made;
    }
    return best;
  }

  #measured(dropped: ReadonlySet<OpNode>): Attempt {
    const { batch, planOf } = this.#wish;
    const program = dropped.size === 0 ? this.#program : recompute(this.#program, dropped);
    return {
      program,
      dropped,
      peak: peakAt(planOf(program), batch).bytes,
      macs: repeatedMacs(program, batch),
    };
  }
}
