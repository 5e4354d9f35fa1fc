import { engineNames, parseEngineName } from '../../runtime/engines/registry.ts';
import type { EngineName } from '../../runtime/engines/engine.ts';
import { isFold } from '../../runtime/data/division/fold-of.ts';
import { checkPlace } from '../check-place.ts';
import type { RunSettings } from '../../runtime/prepare/run-settings.ts';
import { checkNumber, type NumberSetting } from '../../runtime/prepare/number-setting.ts';
import { usage } from '../../runtime/usage-error.ts';

/** The options of `cnnc run` as written. */
export interface WrittenOptions {
  readonly train?: string;
  readonly engine?: string;
  readonly data?: readonly string[];
  readonly weights?: readonly string[];
  readonly epochs?: string;
  readonly batch?: string;
  readonly seed?: string;
  readonly fold?: string;
  readonly out?: string;
  readonly followLinks?: boolean;
  readonly tensorboard?: string | true;
  readonly findRate?: boolean;
  readonly resume?: boolean;
  readonly report?: boolean;
  readonly json?: boolean;
}

/** The options of `cnnc run` after checking. */
export interface CheckedOptions extends RunSettings {
  /** Whether every fold is trained: `all`, or `all/5` where the split does not say of how many. */
  readonly allFolds?: 'all' | `all/${number}`;
  readonly out?: string;
  /** Where files for TensorBoard go; true: into the run's folder. */
  readonly tensorboard?: string | true;
  /** Whether rates are tried, and nothing is trained. */
  readonly findRate: boolean;
  readonly resume: boolean;
  /** Whether a report is written at the end. */
  readonly report: boolean;
  readonly json: boolean;
}

/** Checks what can be checked without reading anything; throws a UsageError. */
export function checkOptions(written: WrittenOptions): CheckedOptions {
  const {
    train,
    engine,
    data = [],
    weights = [],
    epochs,
    batch,
    seed,
    fold,
    out,
    tensorboard,
    followLinks = false,
    findRate = false,
    resume = false,
    report = true,
    json = false,
  } = written;
  checkPlace('--out', out, 'write `--out runs/first`, say');
  if (resume && out === undefined) {
    throw usage('`--resume` needs to know which run', 'add `--out DIR`, the folder of the run');
  }
  if (findRate && resume)
    throw usage('`--find-rate` trains nothing, and so goes on with no run', 'leave out `--resume`');
  return {
    ...(train === undefined ? {} : { train }),
    ...(engine === undefined ? {} : { engine: checkEngine(engine) }),
    data: Object.fromEntries(data.map((each) => pairOf('data', each, 'the data block'))),
    weights: Object.fromEntries(weights.map((each) => pairOf('weights', each, 'the set of weights'))),
    ...(epochs === undefined ? {} : { epochs: numberOf('epochs', epochs) }),
    ...(batch === undefined ? {} : { batch: batch === 'auto' ? batch : numberOf('batch', batch) }),
    ...(seed === undefined ? {} : { seed: numberOf('seed', seed) }),
    ...(fold === undefined ? {} : isAllFolds(fold) ? { allFolds: fold } : { fold: checkFold(fold) }),
    ...(out === undefined ? {} : { out }),
    ...(tensorboard === undefined ? {} : { tensorboard }),
    followLinks,
    findRate,
    resume,
    report,
    json,
  };
}

/** The folder of `--tensorboard`; throws a UsageError for the .cnn file, which it takes where that comes next. */
export function boardPlace(written: string): string {
  checkPlace('--tensorboard', written, 'write `--tensorboard` alone, or `--tensorboard logs/first`, say');
  if (!written.endsWith('.cnn')) return written;
  throw usage(
    `\`--tensorboard\` takes \`${written}\` for its folder`,
    `write the file first: \`cnnc run ${written} --tensorboard\``,
  );
}

/** A number as an option has it; throws a UsageError. */
export const numberOf = (setting: NumberSetting, written: string): number =>
  checkNumber(setting, /^\d+$/.test(written) ? Number(written) : written, {
    name: `--${setting}`,
    example: (value) => `--${setting} ${value}`,
  });

/** Whether every fold is meant. */
const isAllFolds = (written: string): written is 'all' | `all/${number}` => /^all(\/\d{1,4})?$/.test(written);

/** Which fold, as an option has it; throws a UsageError. */
function checkFold(written: string): string {
  if (isFold(written)) return written;
  throw usage(
    `\`--fold\` takes which fold of how many, not \`${written}\``,
    'write `--fold 1/5`, say: the first of five; or `--fold all`',
  );
}

/** The engine of a name as an option has it; throws a UsageError. */
export function checkEngine(written: string): EngineName | 'auto' {
  const result = parseEngineName(written);
  if ('name' in result) return result.name;
  const { suggestion } = result;
  const fix =
    suggestion === undefined ? `engines are ${engineNames.join(', ')}` : `did you mean \`${suggestion}\`?`;
  throw usage(`there is no engine \`${written}\``, fix);
}

/** A name and a path as an option has them; throws a UsageError. */
export function pairOf(option: string, written: string, named: string): readonly [string, string] {
  const at = written.indexOf('=');
  if (at > 0 && at < written.length - 1) return [written.slice(0, at), written.slice(at + 1)];
  const path = written.replace(/^=|=$/, '') || 'PATH';
  throw usage(
    `\`--${option}\` takes NAME=PATH, not \`${written}\``,
    `write \`--${option} NAME=${path}\`, with the name of ${named} for NAME`,
  );
}
