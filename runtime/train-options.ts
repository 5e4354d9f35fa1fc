import { suggest } from '../compiler/foreign/suggest.ts';
import { isFold } from './data/division/fold-of.ts';
import { checkNumber } from './prepare/number-setting.ts';
import type { RunSettings } from './prepare/run-settings.ts';
import type { Observer } from './train/observer.ts';
import { usage } from './usage-error.ts';

/** How a file is trained; what is left out is as in `cnnc run`. */
export interface TrainOptions extends Partial<RunSettings> {
  /** The run folder; by default the next of `runs/`. */
  readonly out?: string;
  /** Whether to go on with the run in `out`. */
  readonly resume?: boolean;
  /** Who is told how the run gets on; called between steps. */
  readonly observer?: Partial<Observer>;
  /** Stops the run after its step, where it can be gone on with. */
  readonly signal?: AbortSignal;
}

/** Every option, which the type checker holds to be all of them. */
const known: Readonly<Record<keyof TrainOptions, true>> = {
  train: true,
  engine: true,
  data: true,
  weights: true,
  epochs: true,
  batch: true,
  seed: true,
  fold: true,
  followLinks: true,
  out: true,
  resume: true,
  observer: true,
  signal: true,
};

/** Checks the options of `train` as a program gives them, which may be written in JavaScript; throws a UsageError. */
export function checkTrainOptions(options: TrainOptions): void {
  const names = Object.keys(known);
  const strange = Object.keys(options).find((name) => !names.includes(name));
  if (strange !== undefined) {
    const near = suggest(strange, names);
    throw usage(
      `\`train\` has no option \`${strange}\``,
      near === undefined ? `its options are ${names.join(', ')}` : `did you mean \`${near}\`?`,
    );
  }
  const { fold } = options;
  if (fold !== undefined && !(typeof fold === 'string' && isFold(fold)))
    throw usage(`\`fold\` is which fold of how many, not \`${String(fold)}\``, "write `fold: '1/5'`, say");
  for (const name of ['epochs', 'batch', 'seed'] as const) {
    const given = options[name];
    if (given === undefined || (name === 'batch' && given === 'auto')) continue;
    checkNumber(name, given, { name, example: (value) => `${name}: ${value}` });
  }
}
