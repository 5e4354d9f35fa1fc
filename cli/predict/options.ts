import type { ApplicationOptions } from '../../runtime/predict/application-predictor.ts';
import type { PredictorOptions } from '../../runtime/predict/run-predictor.ts';
import { usage } from '../../runtime/usage-error.ts';
import { checkPlace } from '../check-place.ts';
import { checkEngine, numberOf } from '../run/options.ts';

/** The options of `cnnc predict` as written. */
export interface WrittenOptions {
  readonly top?: string;
  readonly confidence?: string;
  readonly csv?: boolean;
  readonly out?: string;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly followLinks?: boolean;
  readonly engine?: string;
  readonly batch?: string;
  readonly model?: string;
  readonly weights?: string;
}

/** What predicts: the folder of a run, or an application. */
export type Subject =
  { readonly run: string } | { readonly application: string; readonly file?: ApplicationOptions['file'] };

/** The options of `cnnc predict` after checking. */
export interface CheckedOptions extends PredictorOptions {
  readonly subject: Subject;
  readonly places: readonly string[];
  readonly top?: number;
  readonly confidence?: number;
  readonly form: 'text' | 'json' | 'csv';
  /** A folder for pictures that are drawn over, in place of what is printed. */
  readonly out?: string;
  readonly force: boolean;
  readonly followLinks: boolean;
}

/** Checks what can be checked without reading anything; throws a UsageError. */
export function checkOptions(values: readonly string[], written: WrittenOptions): CheckedOptions {
  const {
    top,
    confidence,
    csv = false,
    json = false,
    out,
    force = false,
    followLinks = false,
    engine,
    batch,
  } = written;
  checkPlace('--out', out, 'write `--out sheet`, say');
  const { subject, places } = subjectOf(values, written);
  if (csv && json) throw usage('`--csv` and `--json` exclude each other', 'keep one of them');
  if (out !== undefined && (csv || json))
    throw usage('`--out` draws, and `--csv` and `--json` print', 'ask for one of them');
  return {
    ...(out === undefined ? {} : { out }),
    ...{ force, subject, places, followLinks, form: csv ? 'csv' : json ? 'json' : 'text' },
    ...(top === undefined ? {} : { top: checkTop(top) }),
    ...(confidence === undefined ? {} : { confidence: checkConfidence(confidence) }),
    ...(engine === undefined ? {} : { engine: checkEngine(engine) }),
    ...(batch === undefined ? {} : { batch: numberOf('batch', batch) }),
  };
}

function subjectOf(
  values: readonly string[],
  { model, weights }: WrittenOptions,
): Pick<CheckedOptions, 'subject' | 'places'> {
  if (model !== undefined) {
    if (values.length === 0)
      throw usage('pictures are needed', `write \`cnnc predict --model ${model} photo.jpg\`, say`);
    return { subject: { application: model, file: weightsFile(weights) }, places: values };
  }
  if (weights !== undefined)
    throw usage('`--weights` is of `--model`: a run has its own', 'leave out `--weights`');
  const [run, ...places] = values;
  if (run === undefined || places.length === 0)
    throw usage('a run and pictures are needed', 'write `cnnc predict runs/first photo.jpg`, say');
  return { subject: { run }, places };
}

/** `imagenet` is what an application has anyway, `imagenet=PATH` a file of that set, anything else one of one's own. */
function weightsFile(written = 'imagenet'): ApplicationOptions['file'] {
  if (written === 'imagenet') return undefined;
  const [, path] = /^imagenet=(.+)$/s.exec(written) ?? [];
  return path === undefined ? { path: written, isSet: false } : { path, isSet: true };
}

function checkTop(written: string): number {
  if (/^[1-9]\d{0,5}$/.test(written)) return Number(written);
  throw usage(`\`--top\` takes a number of classes, not \`${written}\``, 'write `--top 5`, say');
}

function checkConfidence(written: string): number {
  const confidence = /^\d*\.?\d+$/.test(written) ? Number(written) : NaN;
  if (confidence <= 1) return confidence;
  throw usage(
    `\`--confidence\` takes a number from 0 to 1, not \`${written}\``,
    'write `--confidence 0.5`, say',
  );
}
