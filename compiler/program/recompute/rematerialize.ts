import type { OpNode, Program } from '../ir.ts';
import { peakAt, plan, type Plan } from '../plan.ts';
import { chooseDropped } from './choose-dropped.ts';
import { forwardSteps } from './forward-steps.ts';
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

/** The step that costs least of those whose peak stays within a budget of bytes; undefined where none was found. */
export function cheapestWithin(program: Program, budget: number, wish: Wish): Rematerialized | undefined {
  const attempt = attempts(program, wish);
  let best: Rematerialized | undefined;
  let [low, high] = [budget / 2, budget * 1.5];
  for (let target = budget, round = 0; round < rounds; target = (low + high) / 2, round++) {
    const made = attempt(target);
    if (made !== undefined && made.peak > budget) high = target;
    else low = target;
    if (made !== undefined && made.peak <= budget && made.macs < (best?.macs ?? Infinity)) best = made;
  }
  return best;
}

/** The step of the smallest peak. */
export function smallest(program: Program, wish: Wish): Rematerialized {
  const attempt = attempts(program, wish);
  let best: Rematerialized = { program, peak: peakAt(wish.planOf(program), wish.batch).bytes, macs: 0 };
  let [low, high] = [0, best.peak];
  for (let round = 0; round < rounds; round++) {
    const target = (low + high) / 2;
    const made = attempt(target);
    if (made === undefined) low = target;
    else high = target;
    if (made !== undefined && made.peak < best.peak) best = made;
  }
  return best;
}

/** What comes of aiming at some bytes; the choice reckons with fewer details than the plan. */
function attempts(program: Program, { batch, planOf }: Wish): (target: number) => Rematerialized | undefined {
  const steps = forwardSteps(plan(program), batch);
  const known = new Map<string, Rematerialized>();
  return (target) => {
    const dropped = chooseDropped(steps, target);
    if (dropped === undefined) return undefined;
    const key = keyOf(program, dropped);
    const made = known.get(key) ?? measured(recompute(program, dropped));
    known.set(key, made);
    return made;
  };

  function measured(made: Program): Rematerialized {
    return { program: made, peak: peakAt(planOf(made), batch).bytes, macs: repeatedMacs(made, batch) };
  }
}

const keyOf = ({ ops }: Program, dropped: ReadonlySet<OpNode>): string =>
  ops.flatMap((op, index) => (dropped.has(op) ? [index] : [])).join();
