import type { PhasePlan } from '../../compiler/lower/phase-plan.ts';
import { sizeOf } from '../../compiler/sizes/shape.ts';
import { epochLength } from '../data/epoch-order.ts';
import type { Progress } from '../train/progress.ts';
import { isOver } from '../train/best-epoch.ts';
import type { RunPlan } from '../train/train.ts';
import { type Beat, measurePace, type Pace } from './pace.ts';
import { scratchLoader } from './scratch-phase.ts';

/** How long a run will take: training, validation and test, and what it keeps. */
export interface Forecast {
  readonly seconds: number;
  /** Whether a phase may end early, so that this is the most. */
  readonly isMost: boolean;
  readonly phases: readonly PhaseForecast[];
}

export interface PhaseForecast {
  readonly phase: string;
  readonly seconds: number;
  /** Epochs that are left. */
  readonly epochs: number;
  /** Of an epoch whose data have been read before, validation included. */
  readonly epoch: number;
}

/** Fewer steps than this are not foretold: saying so would take a good part of them. */
const fewest = 10;

/** The share of a phase's steps that may be spent on foretelling them, and how many are measured in any case and at most. */
const share = 0.03;
const least = 3;
const most = 60;

/** Seconds of any one measurement. */
const patience = 1.5;

/** Bytes a second at which checkpoints are summed and written. */
const writing = 2.5e8;

/**
 * Measures what is left of a run from where it stands: a few steps and a look at the validation part of each phase, on weights
 * that are thrown away. Undefined where that would take a good part of the run. Throws Interrupted.
 */
export async function foretell(
  plan: RunPlan,
  progress: Progress,
  interrupted: () => boolean,
): Promise<Forecast | undefined> {
  const left = plan.phases.map((phase, index) => epochsLeft(phase, index, progress));
  const steps = left.map((epochs, index) => epochs * stepsOf(plan, plan.phases[index]));
  if (steps.reduce((sum, each) => sum + each, 0) < fewest) return undefined;
  const loader = scratchLoader(plan);
  try {
    const phases: PhaseForecast[] = [];
    for (const [index, phase] of plan.phases.entries()) {
      const epochs = left[index] ?? 0;
      if (epochs === 0) continue;
      const isCold = phases.length === 0;
      const counted = Math.min(most, Math.max(least, Math.ceil(share * (steps[index] ?? 0))));
      const pace = await measurePace(plan, phase, loader, isCold, {
        steps: counted,
        seconds: patience,
        interrupted,
      });
      phases.push(phaseForecast(plan, phase, pace, epochs, index === plan.phases.length - 1));
    }
    return {
      seconds: phases.reduce((sum, { seconds }) => sum + seconds, 0),
      isMost: plan.phases.some(({ phase }, index) => phase.patience !== undefined && (left[index] ?? 0) > 0),
      phases,
    };
  } finally {
    await loader.close();
  }
}

/** Epochs of a phase that are still to be trained, that which was interrupted in part. */
function epochsLeft({ phase }: PhasePlan, index: number, progress: Progress): number {
  if (index < progress.phase) return 0;
  if (index > progress.phase) return phase.epochs;
  const { epoch, partial, history } = progress;
  if (isOver(phase, epoch, history)) return 0;
  return phase.epochs - epoch - (partial === undefined ? 0 : 0.5);
}

/** Steps of an epoch. */
const stepsOf = ({ data }: RunPlan, plan: PhasePlan | undefined): number =>
  Math.ceil(epochLength(data) / (plan?.phase.batch ?? 1));

function phaseForecast(
  plan: RunPlan,
  phasePlan: PhasePlan,
  pace: Pace,
  epochs: number,
  isLast: boolean,
): PhaseForecast {
  const { phase, programs } = phasePlan;
  const { valid, test } = plan.data.split;
  const steps = stepsOf(plan, phasePlan);
  const looks = Math.ceil(valid.length / phase.batch);
  const updates = pace.update * Math.ceil(steps / (phase.accumulate ?? 1));
  const bytes = programs.variables.reduce((sum, { shape }) => sum + 4 * sizeOf(shape), 0);
  const saving = pace.reading + bytes / writing;
  const over = ({ start, each }: Beat, count: number): number => (count === 0 ? 0 : start + count * each);
  const epoch = over(pace.step, steps) + updates + over(pace.look, looks) + saving;
  const extra =
    over(pace.first, steps) - over(pace.step, steps) + over(pace.firstLook, looks) - over(pace.look, looks);
  const testing = isLast ? over(pace.firstLook, Math.ceil(test.length / phase.batch)) + saving : 0;
  return {
    phase: phase.name,
    seconds: pace.opening + epochs * epoch + Math.max(0, extra) + testing,
    epochs,
    epoch,
  };
}
