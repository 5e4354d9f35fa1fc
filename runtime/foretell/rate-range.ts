import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PhasePlan } from '../../compiler/lower/phase-plan.ts';
import { epochOrder } from '../data/epoch-order.ts';
import type { Batch, Loader } from '../data/batches.ts';
import { Interrupted } from '../train/phase-context.ts';
import type { Position } from '../train/phase-steps.ts';
import { noGroup } from '../train/progress.ts';
import type { RunPlan } from '../train/train.ts';
import { onScratch, scratchLoader } from './scratch-phase.ts';

/** An update of a learning-rate range test. */
export interface RatedLoss {
  readonly rate: number;
  /** Of its batches. */
  readonly loss: number;
  /** The mean of it and those before, of which each counts less than the next. */
  readonly smoothed: number;
}

/** What the loss did while the rate rose. */
export interface RateRange {
  readonly phase: string;
  readonly updates: readonly RatedLoss[];
  /** Whether it stopped since the loss had run away. */
  readonly diverged: boolean;
  /** The rate at which the loss falls steepest over the logarithm of the rate; and has not yet been least; absent where it never falls. */
  readonly steepest?: number;
  /** A tenth of the rate at which the loss is least; absent where that is the first. */
  readonly tenth?: number;
}

/** The rates that are tried, and in how many updates. */
export const ramp = { from: 1e-7, to: 10, updates: 100 } as const;

/** How much of the mean before counts for the next, as fastai and Lightning have it. */
const smoothing = 0.98;

/** The loss has run away where it is so many times its least, as fastai and Lightning have it. */
const runaway = 4;

/** The rate of an update, counted from 0. */
const rateAt = (update: number): number => ramp.from * (ramp.to / ramp.from) ** (update / (ramp.updates - 1));

/**
 * The learning-rate range test (Smith, Cyclical Learning Rates, https://arxiv.org/abs/1506.01186): trains a phase on weights that are
 * thrown away, at a rate that rises exponentially with each update, and tells what the loss does. It goes round the training part
 * as often as that takes. Throws Interrupted, and a RunError.
 */
export async function findRate(
  plan: RunPlan,
  phasePlan: PhasePlan,
  interrupted: () => boolean,
): Promise<RateRange> {
  const loader = scratchLoader(plan);
  try {
    const updates = await climb(plan, withRamp(phasePlan), loader, interrupted);
    const last = updates.at(-1);
    const diverged = last !== undefined && hasRunAway(last, leastOf(updates));
    return { phase: phasePlan.phase.name, updates, diverged, ...estimates(updates) };
  } finally {
    await loader.close();
  }
}

/** The same phase, whose rate rises. */
function withRamp(plan: PhasePlan): PhasePlan {
  const { phase, programs } = plan;
  const { span } = phase.optimizer;
  const rise = {
    initial_learning_rate: ramp.from,
    decay_steps: ramp.updates - 1,
    decay_rate: ramp.to / ramp.from,
    staircase: false,
    warmup_steps: 0,
    warmup_target: null,
  };
  const rate = { kind: 'ExponentialDecay', params: rise, span };
  const optimizer = { ...phase.optimizer, params: { ...phase.optimizer.params, learning_rate: rate } };
  return { ...plan, phase: { ...phase, optimizer }, programs: { ...programs, optimizer } };
}

function climb(
  plan: RunPlan,
  phasePlan: PhasePlan,
  loader: Loader,
  interrupted: () => boolean,
): Promise<readonly RatedLoss[]> {
  const { phase } = phasePlan;
  return onScratch(plan, phasePlan, async (steps) => {
    await steps.prepare(Math.min(phase.batch, plan.data.split.train.length));
    const position: Position = { steps: 0, updates: 0, group: noGroup };
    const found: RatedLoss[] = [];
    let group: { loss: number; examples: number } = { loss: 0, examples: 0 };
    let mean = 0;
    for await (const batch of endless(plan, phasePlan, loader)) {
      const { updates } = position;
      const { count } = batch;
      await steps.train(batch, `the range test of phase ${phase.name}`, position, (loss) => {
        group = { loss: group.loss + loss * count, examples: group.examples + count };
      });
      await nextTurn();
      if (interrupted()) throw new Interrupted();
      if (position.updates === updates) continue;
      const loss = group.loss / group.examples;
      group = { loss: 0, examples: 0 };
      mean = smoothing * mean + (1 - smoothing) * loss;
      const smoothed = mean / (1 - smoothing ** (updates + 1));
      const update = { rate: rateAt(updates), loss, smoothed };
      if (!Number.isFinite(loss)) return found.length === 0 ? [update] : [...found, update];
      found.push(update);
      if (found.length === ramp.updates || hasRunAway(update, leastOf(found))) break;
    }
    return found;
  });
}

const leastOf = (updates: readonly RatedLoss[]): number =>
  updates.reduce((least, { smoothed }) => (smoothed < least ? smoothed : least), Infinity);

/** Losses below 0, which there are, run away by as much as they have gained. */
const hasRunAway = ({ loss, smoothed }: RatedLoss, least: number): boolean =>
  !Number.isFinite(loss) || smoothed > least + (runaway - 1) * Math.max(Math.abs(least), 1e-6);

/** Batches of the training part, as its epochs would have them. */
async function* endless(
  { data, seed }: RunPlan,
  { phase }: PhasePlan,
  loader: Loader,
): AsyncGenerator<Batch, void, undefined> {
  for (let epoch = 1, read = 1; read > 0; epoch++) {
    read = 0;
    const order = epochOrder(data, seed, phase.name, epoch);
    const draws = { seed, path: `${phase.name}/${epoch}/augment` };
    for await (const batch of loader.batches(order, phase.batch, 0, draws)) {
      read++;
      yield batch;
    }
  }
}

/** What lies about the first updates says little: the mean has few losses yet. */
const unsettled = 10;

const settledFrom = (updates: readonly RatedLoss[]): number =>
  Math.min(unsettled, Math.floor(updates.length / 4));

/** How far the smoothed loss falls, and what a loss differs by from the next until then: the median. */
export interface Descent {
  readonly fall: number;
  readonly scatter: number;
}

/** The descent of a range test: one that falls less than its losses differ anyway may be chance. */
export function descentOf(updates: readonly RatedLoss[]): Descent {
  const from = settledFrom(updates);
  const finite = updates.filter(({ smoothed }) => Number.isFinite(smoothed));
  const lowest = leastOf(finite.slice(from));
  const end = finite.findIndex(({ smoothed }, index) => index >= from && smoothed === lowest);
  const highest = finite
    .slice(from, end + 1)
    .reduce((most, { smoothed }) => Math.max(most, smoothed), lowest);
  const differences = finite
    .slice(1, end + 1)
    .map(({ loss }, index) => Math.abs(loss - (finite[index]?.loss ?? loss)))
    .sort((a, b) => a - b);
  return { fall: highest - lowest, scatter: differences[Math.floor(differences.length / 2)] ?? 0 };
}

/** The two rates that people read from such a curve, by the names that fastai gives them (`steep`, `minimum`). */
export function estimates(updates: readonly RatedLoss[]): Pick<RateRange, 'steepest' | 'tenth'> {
  const settled = updates.slice(settledFrom(updates));
  const finite = settled.filter(({ smoothed }) => Number.isFinite(smoothed));
  const lowest = leastOf(finite);
  const end = finite.findIndex(({ smoothed }) => smoothed === lowest);
  const least = finite[end];
  let steepest: { readonly rate: number; readonly slope: number } | undefined;
  for (const [index, { rate }] of finite.slice(0, end).entries()) {
    const [before, after] = [finite[index - 1], finite[index + 1]];
    if (before === undefined || after === undefined) continue;
    const slope = (after.smoothed - before.smoothed) / Math.log(after.rate / before.rate);
    if (slope < (steepest?.slope ?? 0)) steepest = { rate, slope };
  }
  return {
    ...(steepest !== undefined && { steepest: steepest.rate }),
    ...(least !== undefined && end > 0 && { tenth: least.rate / 10 }),
  };
}
