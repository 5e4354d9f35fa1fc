import { join } from 'node:path';
import { displayText } from '../../compiler/diagnostics/display-width.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { classNamesOf } from '../../runtime/data/class-names.ts';
import { drawsOfEach } from '../../runtime/data/class-parts.ts';
import { RunError } from '../../runtime/run-error.ts';
import { silent, type Observer } from '../../runtime/train/observer.ts';
import { Board } from '../../runtime/tensorboard/board.ts';
import { checkBoardPlace } from '../../runtime/tensorboard/check-board-place.ts';
import { RunFolder } from '../../runtime/train/run-folder.ts';
import { runTraining, type RunOutcome, type RunPlan, type RunStore } from '../../runtime/train/train.ts';
import type { Context, ExitCode } from '../command.ts';
import { tell } from '../tell.ts';
import { diagnosticToJson, toJson } from '../diagnostics-json.ts';
import { balanceEvent } from './balance.ts';
import { type RunTime, forecastEvent, forecastLine, foretelling } from './forecast.ts';
import { closingTable } from './closing-table.ts';
import { tellRate } from './find-rate.ts';
import { showDownloads } from '../show-downloads.ts';
import { showOpening } from '../show-opening.ts';
import { listenForInterrupt } from './interrupt.ts';
import type { CheckedOptions } from './options.ts';
import { enterFolder } from '../../runtime/prepare/enter-folder.ts';
import { prepareRun, type PreparedRun } from '../../runtime/prepare/prepare-run.ts';
import { leaveReport } from './leave-report.ts';
import { tellSkipped } from './tell-skipped.ts';
import { Screen } from './screen.ts';
import { batchEvents, epochEvent, lastEvent, type RunSummary, summarize } from './summary.ts';

/** What became of a run. */
export interface Ran {
  readonly code: ExitCode;
  /** Where it is, and what it is, once it has begun. */
  readonly begun?: { readonly path: string; readonly prepared: PreparedRun };
}

/** How one of several runs differs from one alone. */
export interface Among {
  /** The folder that `--resume` is to be given. */
  readonly resumeAt?: string;
  /** Called before anything of it is told. */
  readonly opening?: (prepared: PreparedRun) => void;
  /** The place of the run's folder. */
  readonly place?: (prepared: PreparedRun) => string;
}

/** Trains what a file describes into a run folder, or goes on with what is there. */
export async function runOnce(
  file: string,
  options: CheckedOptions,
  context: Context,
  among: Among = {},
): Promise<Ran> {
  let folder: RunFolder | undefined;
  const opening = showOpening(context);
  try {
    folder = options.resume ? await RunFolder.open(options.out ?? '') : undefined;
    const prepared = await prepareRun(file, options, folder, {
      observe: showDownloads(context),
      watch: opening.watch,
      input: context.input,
    });
    among.opening?.(prepared);
    tell(prepared.warnings, context);
    if (options.findRate) return { code: await tellRate(prepared, options, context) };
    if (typeof options.tensorboard === 'string')
      await checkBoardPlace(options.tensorboard, prepared.directories, folder === undefined);
    folder = await enterFolder(folder, among.place?.(prepared) ?? options.out, prepared);
    const code = await train(prepared, folder, options, context, among.resumeAt);
    return { code, begun: { path: folder.path, prepared } };
  } catch (error) {
    opening.end();
    if (!(error instanceof RunError)) throw error;
    tell(error.diagnostics, context);
    if (options.json) context.out(toJson(errorEvent(error.diagnostics)));
    return { code: 1 };
  } finally {
    await folder?.release();
  }
}

const errorEvent = (diagnostics: readonly Diagnostic[]) => ({
  event: 'error',
  diagnostics: diagnostics.map(diagnosticToJson),
});

async function train(
  prepared: PreparedRun,
  folder: RunFolder,
  options: CheckedOptions,
  context: Context,
  resumeAt = folder.path,
): Promise<ExitCode> {
  const { plan } = prepared;
  const screen = new Screen(context);
  const interrupt = listenForInterrupt(() => screen.stopping());
  try {
    if (options.json) for (const event of openingEvents(plan, options)) context.out(toJson(event));
    else screen.header(prepared, folder.path);
    const { observer, time } = foretelling(
      options.json ? jsonObserver(context) : screen,
      plan,
      interrupt.requested,
      (forecast) =>
        options.json ? context.out(toJson(forecastEvent(forecast))) : screen.foretold(forecastLine(forecast)),
    );
    const store = storeOf(folder, plan, options.tensorboard, (warning) =>
      screen.aside(() => tell([warning], context)),
    );
    const outcome = await runTraining(plan, store, observer, interrupt.requested);
    screen.close();
    const summary = tellOutcome(
      outcome,
      prepared,
      { out: folder.path, resumeAt, time: time() },
      options,
      context,
    );
    if (outcome.status === 'interrupted') return 130;
    await leaveReport(folder, summary, outcome.history.at(-1)?.phase ?? '', options, context);
    return 0;
  } finally {
    screen.close();
    interrupt.remove();
  }
}

const storeOf = (
  folder: RunFolder,
  plan: RunPlan,
  board: CheckedOptions['tensorboard'],
  warn: (warning: Diagnostic) => void,
): RunStore =>
  board === undefined
    ? folder
    : new Board(folder, plan, {
        directory: board === true ? join(folder.path, 'tensorboard') : board,
        warn,
      });

const openingEvents = (plan: RunPlan, { batch }: CheckedOptions) => [
  ...(batch === 'auto' ? batchEvents(plan) : []),
  ...(plan.data.classes === undefined ? [] : [balanceEvent(plan.data.classes)]),
];

const jsonObserver = ({ out }: Context): Observer => ({
  ...silent,
  epoch: (record) => out(toJson(epochEvent(record))),
});

interface Told {
  readonly out: string;
  readonly resumeAt: string;
  readonly time: RunTime | undefined;
}

function tellOutcome(
  outcome: RunOutcome,
  { plan, peakBytes, processBytes }: PreparedRun,
  { out, resumeAt, time }: Told,
  options: CheckedOptions,
  context: Context,
): RunSummary {
  const { history, skipped, status } = outcome;
  const { classes } = plan.data;
  const names = classNamesOf(plan.data);
  const summary = summarize(outcome, {
    out,
    train: plan.train.name,
    engine: plan.engine.name,
    peakBytes,
    ...(time === undefined ? {} : { time }),
    ...(processBytes === undefined ? {} : { foretoldProcessBytes: processBytes }),
    ...(names === undefined ? {} : { classes: names }),
    ...(classes === undefined ? {} : { drawsOfEachClass: drawsOfEach(classes) }),
  });
  tellSkipped(skipped, context);
  if (options.json) context.out(toJson(lastEvent(status, summary)));
  else if (history.length > 0) context.out(closingTable(history, summary, context.width));
  if (status === 'interrupted')
    context.err(`  stopped; go on with the same command and \`--resume --out ${displayText(resumeAt)}\`\n`);
  return summary;
}
