import type { PredictorOptions } from '../../runtime/predict/run-predictor.ts';
import { usage } from '../../runtime/usage-error.ts';
import { checkEngine, numberOf } from '../run/options.ts';

/** The options of `cnnc predict` as written. */
export interface WrittenOptions {
  readonly top?: string;
  readonly csv?: boolean;
  readonly json?: boolean;
  readonly followLinks?: boolean;
  readonly engine?: string;
  readonly batch?: string;
}

/** The options of `cnnc predict` after checking. */
export interface CheckedOptions extends PredictorOptions {
  /** The folder of a run. */
  readonly run: string;
  readonly places: readonly string[];
  readonly top?: number;
  readonly form: 'text' | 'json' | 'csv';
  readonly followLinks: boolean;
}

/** Checks what can be checked without reading anything; throws a UsageError. */
export function checkOptions(values: readonly string[], written: WrittenOptions): CheckedOptions {
  const { top, csv = false, json = false, followLinks = false, engine, batch } = written;
  const [run, ...places] = values;
  if (run === undefined || places.length === 0)
    throw usage('a run and pictures are needed', 'write `cnnc predict runs/first photo.jpg`, say');
  if (csv && json) throw usage('`--csv` and `--json` exclude each other', 'keep one of them');
  return {
    ...{ run, places, followLinks, form: csv ? 'csv' : json ? 'json' : 'text' },
    ...(top === undefined ? {} : { top: checkTop(top) }),
    ...(engine === undefined ? {} : { engine: checkEngine(engine) }),
    ...(batch === undefined ? {} : { batch: numberOf('batch', batch) }),
  };
}

function checkTop(written: string): number {
  if (/^[1-9]\d{0,5}$/.test(written)) return Number(written);
  throw usage(`\`--top\` takes a number of classes, not \`${written}\``, 'write `--top 5`, say');
}
