import { findPictures } from '../../runtime/predict/find-pictures.ts';
import { predict as predictFor } from '../../runtime/predict/predict.ts';
import { predictMessages } from '../../runtime/predict/predict-messages.ts';
import type { Predictor } from '../../runtime/predict/predictor.ts';
import { type PredictorOptions, runPredictor } from '../../runtime/predict/run-predictor.ts';
import { weightCache } from '../../runtime/weights/sources/fetch-set.ts';
import { showDownloads } from '../show-downloads.ts';
import { RunError } from '../../runtime/run-error.ts';
import { usage } from '../../runtime/usage-error.ts';
import { type Context, defineCommand, type ExitCode, jsonOption } from '../command.ts';
import { diagnosticsToJson } from '../diagnostics-json.ts';
import { type CheckedOptions, checkOptions, type Subject, type WrittenOptions } from '../predict/options.ts';
import { countPictures } from '../predict/count-pictures.ts';
import { csvSink } from '../predict/csv-sink.ts';
import { jsonSink } from '../predict/json-sink.ts';
import type { PredictionSink } from '../predict/prediction-sink.ts';
import { textSink } from '../predict/text-sink.ts';
import { formatCount } from '../run/format.ts';
import { type Interrupt, listenForInterrupt } from '../run/interrupt.ts';
import { showProgress } from '../show-progress.ts';
import { tell } from '../tell.ts';

/** `cnnc predict RUN FILE…`: what a run says of pictures. */
export const predict = defineCommand<WrittenOptions>({
  name: 'predict',
  doc: 'Predicts for pictures with what a run has trained: they are prepared as the run prepared its own.',
  arguments: [
    { syntax: '[run]', doc: 'the folder of a run' },
    { syntax: '[pictures...]', doc: 'pictures, folders with pictures, patterns as "photos/**/*.jpg"' },
  ],
  options: [
    { syntax: '--top <n>', doc: 'how many of the most probable classes are told (default: 5)' },
    { syntax: '--confidence <n>', doc: 'how sure objects are at least, 0 to 1 (default: the model’s)' },
    { ...jsonOption, doc: 'print a line of JSON for each picture' },
    { syntax: '--csv', doc: 'print a table for other programs, a row for each picture' },
    { syntax: '--out <dir>', doc: 'draw over the pictures, into a folder with a page that shows them' },
    { syntax: '--force', doc: 'let `--out` take the place of an earlier one' },
    { syntax: '--follow-links', doc: 'let links in folders lead out of them' },
    { syntax: '--engine <name>', doc: 'auto, tensorflow, onnx, wasm, webgpu or cpu (default: the run’s)' },
    { syntax: '--batch <n>', doc: 'pictures that are predicted for at once (default: the run’s batch)' },
    { syntax: '--model <name>', doc: 'a network of keras.applications in place of a run: ResNet50, say' },
    {
      syntax: '--weights <set>',
      doc: 'of `--model`: imagenet (default), imagenet=FILE, or a file of weights of your own',
    },
  ],
  async run(values, written, context) {
    const options = checkOptions(values, written);
    const interrupt = listenForInterrupt(() => undefined);
    try {
      return await tellAll(options, interrupt, context);
    } catch (error) {
      if (!(error instanceof RunError)) throw error;
      if (options.form === 'json') context.out(diagnosticsToJson(error.diagnostics));
      else tell(error.diagnostics, context);
      return 1;
    } finally {
      interrupt.remove();
    }
  },
});

/** What predicts, opened; an application is loaded only where one is meant. */
async function predictorOf(
  subject: Subject,
  options: PredictorOptions,
  context: Context,
): Promise<Predictor> {
  if ('run' in subject) return runPredictor(subject.run, options);
  const { application, file } = subject;
  const { applicationPredictor } = await import('../../runtime/predict/application-predictor.ts');
  const places = { cache: weightCache(process.env), observe: showDownloads(context) };
  return applicationPredictor(application, { ...options, ...places, file });
}

/** Where predictions go: to a folder, or they are printed. */
async function sinkOf(
  { form, top, out, places, force }: CheckedOptions,
  context: Context,
): Promise<PredictionSink> {
  if (out !== undefined) {
    const { sheetSink } = await import('../predict/sheet-sink.ts');
    return sheetSink(context, { path: out, places, force });
  }
  if (form === 'text') return textSink(context);
  return form === 'json' ? jsonSink(context) : csvSink(context, top);
}

async function tellAll(
  options: CheckedOptions,
  { requested }: Interrupt,
  context: Context,
): Promise<ExitCode> {
  const { subject, places, top, confidence, followLinks, engine, batch } = options;
  const predictor = await predictorOf(subject, { engine, batch }, context);
  if (confidence !== undefined && !predictor.heads.some(({ meaning }) => meaning.kind === 'objects'))
    throw usage(`\`--confidence\` is of objects, and \`${predictor.name}\` finds none`, 'leave it out');
  tell(predictor.warnings, context);
  const sink = await sinkOf(options, context);
  await sink.begin?.(predictor);
  const counting = countPictures(places, followLinks);
  const progress = showProgress(context, {
    doing: 'predicting',
    all: (total) => `predicting for ${total} pictures`,
  });
  let [done, unread] = [0, 0];
  try {
    const pictures = findPictures(places, { followLinks });
    for await (const some of predictFor(predictor, pictures, { top, confidence, interrupted: requested })) {
      progress.end();
      for (const prediction of some) {
        if (requested()) return 130;
        if ('unreadable' in prediction) unread++;
        await sink.add(prediction);
      }
      done += some.length;
      if (counting.total !== undefined) progress.watch(done, counting.total);
    }
    if (requested()) return 130;
    if (unread === done) throw new RunError(predictMessages.nothingPredicted(done));
    await sink.end?.();
  } finally {
    counting.stop();
    progress.end();
    await sink.discard?.();
  }
  if (unread > 0) context.err(`  ${formatCount(unread)} of ${formatCount(done)} could not be read\n`);
  return 0;
}
