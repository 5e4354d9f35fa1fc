import { foretell, type Forecast } from '../../runtime/foretell/forecast.ts';
import { formatSeconds } from '../../runtime/format-seconds.ts';
import type { Observer } from '../../runtime/train/observer.ts';
import { rounded } from '../../runtime/train/record.ts';
import type { RunPlan } from '../../runtime/train/train.ts';

/** Set to `off` where many runs are made whose time nobody waits for. */
const wanted = (): boolean => process.env['CNNC_FORECAST'] !== 'off';

/** What was foretold of a run, and when its first step could begin. */
export interface Foretelling {
  readonly observer: Observer;
  /** Seconds since the run itself began, and how many it was to take. */
  readonly time: () => RunTime | undefined;
}

export interface RunTime {
  readonly seconds: number;
  readonly foretold: number;
}

/** An observer that besides measures how long the run will take, before its first step, and tells it. */
export function foretelling(
  observer: Observer,
  plan: RunPlan,
  interrupted: () => boolean,
  tell: (forecast: Forecast) => void,
): Foretelling {
  let forecast: Forecast | undefined;
  let began = performance.now();
  return {
    observer: wanted()
      ? {
          ...bound(observer),
          begins: async (progress) => {
            forecast = await foretell(plan, progress, interrupted);
            if (forecast !== undefined) tell(forecast);
            began = performance.now();
          },
        }
      : observer,
    time: () => forecast && { seconds: (performance.now() - began) / 1000, foretold: forecast.seconds },
  };
}

/** The same as an object of functions, whatever it was an instance of. */
const bound = (observer: Observer): Observer => ({
  resumed: (epochs, share) => observer.resumed(epochs, share),
  phase: (name, epochs) => observer.phase(name, epochs),
  preparing: (phase) => observer.preparing(phase),
  step: (progress) => observer.step(progress),
  epoch: (record, epochs) => observer.epoch(record, epochs),
  testing: () => observer.testing(),
});

/** `about 41 s: head 12 s, all 29 s`. */
export function forecastLine({ seconds, isMost, phases }: Forecast): string {
  const each = phases.map((phase) => `${phase.phase} ${formatSeconds(phase.seconds)}`);
  const apart = phases.length > 1 ? `: ${each.join(', ')}` : '';
  return `${isMost ? 'at most' : 'about'} ${formatSeconds(seconds)}${apart}`;
}

/** What was foretold, as an event of `--json`. */
export const forecastEvent = ({ seconds, isMost, phases }: Forecast) => ({
  event: 'forecast',
  seconds: rounded(seconds),
  at_most: isMost,
  phases: phases.map((phase) => ({
    phase: phase.phase,
    seconds: rounded(phase.seconds),
    epochs: phase.epochs,
    epoch_s: rounded(phase.epoch),
  })),
});
