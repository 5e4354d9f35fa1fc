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
import { collect, defineCommand, jsonOption, type Context, type ExitCode } from '../command.ts';
import { tell } from '../tell.ts';
import { diagnosticToJson, toJson } from '../diagnostics-json.ts';
import { balanceEvent } from '../run/balance.ts';
import { type RunTime, forecastEvent, forecastLine, foretelling } from '../run/forecast.ts';
import { closingTable } from '../run/closing-table.ts';
import { tellRate } from '../run/find-rate.ts';
import { showDownloads } from '../show-downloads.ts';
import { showOpening } from '../show-opening.ts';
import { listenForInterrupt } from '../run/interrupt.ts';
import { boardPlace, checkOptions, type CheckedOptions, type WrittenOptions } from '../run/options.ts';
import { enterFolder } from '../../runtime/prepare/enter-folder.ts';
import { prepareRun, type PreparedRun } from '../../runtime/prepare/prepare-run.ts';
import { leaveReport } from '../run/leave-report.ts';
import { tellSkipped } from '../run/tell-skipped.ts';
import { Screen } from '../run/screen.ts';
import { batchEvents, epochEvent, lastEvent, type RunSummary, summarize } from '../run/summary.ts';

/** `cnnc run FILE`: trains. */
export const run = defineCommand<WrittenOptions>({
  name: 'run',
  doc: 'Trains what a train block describes, into a run folder that an interrupted run goes on from.',
  arguments: [{ syntax: '<file>', doc: 'the .cnn file' }],
  options: [
    { syntax: '--train <name>', doc: 'the train block, where the file has several' },
    { syntax: '--engine <name>', doc: 'auto, tensorflow, onnx, wasm, webgpu or cpu (default: auto)' },
    {
      syntax: '--data <name=path>',
      doc: 'a directory in place of the one a data block names',
      parse: collect,
    },
    { syntax: '--follow-links', doc: 'let links in the data lead out of its directory' },
    {
      syntax: '--weights <name=path>',
      doc: 'a file in place of fetching a set of weights that a model declares',
      parse: collect,
    },
    { syntax: '--epochs <n>', doc: 'epochs of every phase' },
    {
      syntax: '--batch <n>',
      doc: 'examples in a batch, in every phase; auto: the most that fit its `memory`',
    },
    { syntax: '--seed <n>', doc: "seed of weights, order and dropout (default: the data's)" },
    {
      syntax: '--fold <k/n>',
      doc: 'validate on fold k of n, and train on the others (n: else as `folds` of the split says)',
    },
    { syntax: '--out <dir>', doc: 'the run folder (default: runs/<train>-<n>)' },
    {
      syntax: '--find-rate',
      doc: 'train nothing that stays: try rates on the first phase, and draw what the loss does (--out: the picture)',
    },
    { syntax: '--no-report', doc: 'write no report.html into the run folder at the end' },
    {
      syntax: '--tensorboard [dir]',
      doc: "write event files for TensorBoard (default: tensorboard/ in the run's folder)",
      parse: boardPlace,
    },
    { syntax: '--resume', doc: 'go on with the run in the folder of --out' },
    { ...jsonOption, doc: 'print a JSON line after each epoch and at the end' },
  ],
  async run([file = ''], written, context) {
    const options = checkOptions(written);
    let folder: RunFolder | undefined;
    const opening = showOpening(context);
    try {
      folder = options.resume ? await RunFolder.open(options.out ?? '') : undefined;
      const prepared = await prepareRun(file, options, folder, {
        observe: showDownloads(context),
        watch: opening.watch,
        input: context.input,
      });
      tell(prepared.warnings, context);
      if (options.findRate) return await tellRate(prepared, options, context);
      if (typeof options.tensorboard === 'string')
        await checkBoardPlace(options.tensorboard, prepared.directories, folder === undefined);
      folder = await enterFolder(folder, options.out, prepared);
      return await train(prepared, folder, options, context);
    } catch (error) {
      opening.end();
      if (!(error instanceof RunError)) throw error;
      tell(error.diagnostics, context);
      if (options.json) context.out(toJson(errorEvent(error.diagnostics)));
      return 1;
    } finally {
      await folder?.release();
    }
  },
});

const errorEvent = (diagnostics: readonly Diagnostic[]) => ({
  event: 'error',
  diagnostics: diagnostics.map(diagnosticToJson),
});

async function train(
  prepared: PreparedRun,
  folder: RunFolder,
  options: CheckedOptions,
  context: Context,
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
    const summary = tellOutcome(outcome, prepared, { out: folder.path, time: time() }, options, context);
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

function tellOutcome(
  outcome: RunOutcome,
  { plan, peakBytes, processBytes }: PreparedRun,
  { out, time }: { readonly out: string; readonly time: RunTime | undefined },
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
    context.err(`  stopped; go on with the same command and \`--resume --out ${displayText(out)}\`\n`);
  return summary;
}
