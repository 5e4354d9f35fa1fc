import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Table from 'cli-table3';
import { displayText } from '../../compiler/diagnostics/display-width.ts';
import type { PreparedRun } from '../../runtime/prepare/prepare-run.ts';
import { readLog } from '../../runtime/train/read-log.ts';
import { type Measures, prefixed } from '../../runtime/train/record.ts';
import { readEnd, weightsEpoch } from '../../runtime/train/run-end.ts';
import { runFiles, runsFolder } from '../../runtime/train/run-files.ts';
import { usage } from '../../runtime/usage-error.ts';
import type { Context, ExitCode } from '../command.ts';
import { toJson } from '../diagnostics-json.ts';
import { formatMeasure } from './format.ts';
import type { CheckedOptions } from './options.ts';
import { runOnce } from './run-once.ts';

/** `cnnc run FILE --fold all`: trains every fold, each into a folder of its own, and sums up. Throws a UsageError. */
export async function runFolds(
  file: string,
  options: CheckedOptions & Required<Pick<CheckedOptions, 'allFolds'>>,
  context: Context,
): Promise<ExitCode> {
  const { allFolds, findRate, tensorboard } = options;
  if (file === '-') throw usage('a text that is piped in is read once', 'give a file to `--fold all`');
  if (findRate) throw usage('`--find-rate` tries one fold', 'leave out `--fold`, or write `--fold 1`, say');
  if (typeof tensorboard === 'string')
    throw usage('one folder of event files is no place for several runs', 'write `--tensorboard` alone');
  if (allFolds.endsWith('/0')) throw usage('there is no fold of 0', 'write `--fold all/5`, say');
  let base = options.out;
  let of = allFolds === 'all' ? undefined : Number(allFolds.slice(4));
  const figures: Measures[] = [];
  for (let number = 1; of === undefined || number <= of; number++) {
    const known = base === undefined ? undefined : join(base, `fold-${number}`);
    const isThere = options.resume && known !== undefined && existsSync(join(known, runFiles.identity));
    const ended = isThere ? await figuresOf(known) : undefined;
    const fold = of === undefined ? String(number) : `${number}/${of}`;
    if (ended === undefined || of === undefined) {
      const own = { ...options, fold, resume: isThere, ...(known !== undefined && { out: known }) };
      const place = (prepared: PreparedRun): string => {
        base ??= freePlace(prepared.plan.train.name);
        return join(base, `fold-${number}`);
      };
      const { code, begun } = await runOnce(file, own, context, {
        place,
        ...(base !== undefined && { resumeAt: base }),
        opening: (prepared) => {
          const count = prepared.plan.data.fold?.of ?? 1;
          if (options.json)
            context.out(toJson({ event: 'fold', fold: number, of: count, out: place(prepared) }));
        },
      });
      if (code !== 0 || begun === undefined) return code;
      of ??= begun.prepared.plan.data.fold?.of ?? 1;
    }
    figures.push((await figuresOf(join(base ?? '', `fold-${number}`))) ?? {});
  }
  const summary = sumUp(figures);
  context.out(
    options.json
      ? toJson(foldsEvent(summary, figures.length, base ?? ''))
      : table(summary, figures, base ?? ''),
  );
  return 0;
}

/** A folder for folds that is not there. */
function freePlace(train: string): string {
  for (let number = 1; ; number++) {
    const path = join(runsFolder, `${train}-folds-${number}`);
    if (!existsSync(path)) return path;
  }
}

/** Of the weights that a run has, once it is done. */
async function figuresOf(folder: string): Promise<Measures | undefined> {
  const end = await readEnd(folder);
  if (end === undefined) return undefined;
  const epoch = weightsEpoch(await readLog(folder), end);
  return { ...epoch?.measures, ...prefixed(end.test, 'test_') };
}

interface FoldFigure {
  readonly name: string;
  readonly mean: number;
  /** Of a sample: divided by one less than there are; 0 of one fold. */
  readonly deviation: number;
  readonly values: readonly number[];
}

/** Mean and standard deviation of what all folds have. */
export function sumUp(figures: readonly Measures[]): readonly FoldFigure[] {
  const names = Object.keys(figures[0] ?? {}).filter((name) => figures.every((each) => name in each));
  return names.map((name) => {
    const values = figures.map((each) => each[name] ?? NaN);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return { name, mean, deviation: Math.sqrt(squares / Math.max(1, values.length - 1)), values };
  });
}

const foldsEvent = (summary: readonly FoldFigure[], of: number, out: string) => ({
  event: 'folds',
  of,
  out,
  figures: Object.fromEntries(
    summary.map(({ name, mean, deviation, values }) => [name, { mean, deviation, values }]),
  ),
});

function table(summary: readonly FoldFigure[], figures: readonly Measures[], out: string): string {
  const drawn = new Table({
    head: ['', ...figures.map((_, index) => `fold ${index + 1}`), 'mean ± deviation'],
    colAligns: ['left', ...figures.map(() => 'right' as const), 'right'],
    style: { head: [], border: [], compact: true },
  });
  for (const { name, mean, deviation, values } of summary)
    drawn.push([
      displayText(name),
      ...values.map(formatMeasure),
      `${formatMeasure(mean)} ± ${formatMeasure(deviation)}`,
    ]);
  return `\n${drawn.toString()}\n  folds    ${displayText(out)}\n`;
}
