import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PhasePlan } from '../../compiler/lower/phase-plan.ts';
import { epochOrder } from '../data/epoch-order.ts';
import type { Batch, Loader } from '../data/batches.ts';
import { Interrupted } from '../train/phase-context.ts';
import type { PhaseSteps, Position } from '../train/phase-steps.ts';
import { noGroup } from '../train/progress.ts';
import type { RunPlan } from '../train/train.ts';
import { onScratch } from './scratch-phase.ts';

/** Seconds that work on batches takes: until the first is there, and for each. */
export interface Beat {
  readonly start: number;
  readonly each: number;
}

/** Seconds that the parts of a phase take, as measured on weights that are thrown away. */
export interface Pace {
  /** Until the first step can begin. */
  readonly opening: number;
  /** Steps of an epoch whose pictures are read for the first time, and of a later one. */
  readonly first: Beat;
  readonly step: Beat;
  /** An update from gradients that were added up; 0 where each step updates. */
  readonly update: number;
  /** Batches of an evaluation, likewise; 0 where there is nothing to evaluate. */
  readonly firstLook: Beat;
  readonly look: Beat;
  /** Taking all variables out of the engine. */
  readonly reading: number;
}

/** How long is measured. */
export interface Patience {
  /** Steps at most. */
  readonly steps: number;
  /** Seconds after which no further step is begun. */
  readonly seconds: number;
  readonly interrupted: () => boolean;
}

const idle: Beat = { start: 0, each: 0 };

/** Batches of which a look is taken at the validation part, or the test part. */
const looked = 4;

/** Runs some steps of a phase and looks at the clock. `isCold`: whether pictures are read for the first time. */
export async function measurePace(
  plan: RunPlan,
  phasePlan: PhasePlan,
  loader: Loader,
  isCold: boolean,
  patience: Patience,
): Promise<Pace> {
  const { phase } = phasePlan;
  const { data, seed } = plan;
  const began = performance.now();
  return onScratch(plan, phasePlan, async (steps) => {
    await steps.prepare(Math.min(phase.batch, data.split.train.length));
    const opening = since(began);
    const position: Position = { steps: 0, updates: 0, group: noGroup };
    const where = `phase ${phase.name}, before it begins`;
    const order = epochOrder(data, seed, phase.name, 1).subarray(0, (patience.steps + untimed) * phase.batch);
    const draws = { seed, path: `${phase.name}/1/augment` };
    const train = (batch: Batch): Promise<unknown> => steps.train(batch, where, position, ignore);
    const pass = (): Promise<Beat> => beatOf(loader.batches(order, phase.batch, 0, draws), train, patience);
    const first = await pass();
    const again = isCold ? await pass() : first;
    const step = mixed(again, first, isCold ? loader.keepable(data.split.train.length) : 1);
    const part = [data.split.valid, data.split.test].find(({ length }) => length > 0);
    const look = (): Promise<Beat> =>
      part === undefined
        ? Promise.resolve(idle)
        : beatOf(
            loader.batches(part.subarray(0, looked * phase.batch), phase.batch),
            (batch) => steps.evaluate(batch, where),
            patience,
          );
    const firstLook = await look();
    const update = phase.accumulate === undefined ? 0 : await updateOf(steps, position, where);
    const reading = await timed(() => steps.read(where));
    return { opening, first, step, update, firstLook, look: await look(), reading };
  });
}

/** What takes as long as `kept` for a share, and as `read` for the rest; nothing is kept of what is in memory anyway. */
const mixed = (kept: Beat, read: Beat, share: number): Beat => {
  const of = (a: number, b: number): number => (share === 0 ? a : share * a + (1 - share) * b);
  return { start: of(kept.start, read.start), each: of(kept.each, read.each) };
};

const ignore = (): void => undefined;

/** Batches before the clock is looked at: the engine gets ready in the first, and the next was read meanwhile. */
const untimed = 2;

/** The mean of a few batches, those that come first apart; of fewer the last. */
async function beatOf(
  batches: AsyncIterable<Batch>,
  work: (batch: Batch) => Promise<unknown>,
  { seconds, interrupted }: Patience,
): Promise<Beat> {
  const times: number[] = [];
  const began = performance.now();
  let start: number | undefined;
  let mark = began;
  for await (const batch of batches) {
    start ??= since(began);
    await work(batch);
    await nextTurn();
    if (interrupted()) throw new Interrupted();
    times.push(since(mark));
    mark = performance.now();
    if (since(began) > seconds) break;
  }
  const counted = times.length > untimed ? times.slice(untimed) : times.slice(-1);
  return {
    start: start ?? 0,
    each: counted.reduce((sum, time) => sum + time, 0) / Math.max(1, counted.length),
  };
}

/** The second update: the engine gets ready in the first. */
async function updateOf(steps: PhaseSteps, position: Position, where: string): Promise<number> {
  let seconds = 0;
  for (let time = 0; time < 2; time++) {
    position.group = { batches: 1, examples: 1 };
    seconds = await timed(() => steps.endGroup(position, where));
  }
  return seconds;
}

const since = (mark: number): number => (performance.now() - mark) / 1000;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const mark = performance.now();
  await work();
  return since(mark);
}
