import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { RunError } from '../../runtime/run-error.ts';
import { trainedMessages } from '../../runtime/trained/trained-messages.ts';
import type { MadeReport } from '../../runtime/report/make-report.ts';
import { runFiles } from '../../runtime/train/run-files.ts';
import { checkPlace } from '../check-place.ts';
import { collect, type Context, defineCommand, type ExitCode, jsonOption } from '../command.ts';
import { diagnosticsToJson, toJson } from '../diagnostics-json.ts';
import { displayText } from '../../compiler/diagnostics/display-width.ts';
import { checkOptions, type WrittenOptions } from '../evaluate/options.ts';
import { refuseOutput } from '../refuse-output.ts';
import { isReport, reportFile } from '../report/is-report.ts';
import { showOpening } from '../show-opening.ts';
import { showProgress } from '../show-progress.ts';
import { tell } from '../tell.ts';
import { writeResult } from '../write-result.ts';

interface Options extends WrittenOptions {
  readonly out?: string;
  readonly pictures?: boolean;
  readonly force?: boolean;
}

/** `cnnc report RUN…`: a page of what runs have come to. */
export const report = defineCommand<Options>({
  name: 'report',
  doc: 'Writes a page about a run, or several side by side: curves, figures, what is taken for what and where the network looked, the model, its data. It loads nothing.',
  arguments: [{ syntax: '<runs...>', doc: 'folders of runs' }],
  options: [
    {
      syntax: '-o, --out <file>',
      doc: 'the page (default: report.html in the run’s folder; of several, here)',
    },
    { syntax: '--part <name>', doc: 'train, valid, test or all (default: test, else valid)' },
    { syntax: '--data <name=path>', doc: 'a directory in place of the one the run had', parse: collect },
    { syntax: '--follow-links', doc: 'let links in the data lead out of its directory' },
    { syntax: '--engine <name>', doc: 'auto, tensorflow, onnx, wasm, webgpu or cpu (default: the run’s)' },
    { syntax: '--no-pictures', doc: 'leave out the pictures of the data' },
    { syntax: '--force', doc: 'replace a file that is not a report' },
    jsonOption,
  ],
  async run(runs, written, context) {
    const { out: given, pictures = true, force = false } = written;
    checkPlace('-o', given, 'write `-o report.html`, say');
    const { json, ...options } = checkOptions(written);
    const fail = (error: unknown): ExitCode => {
      if (!(error instanceof RunError)) throw error;
      if (json) context.out(diagnosticsToJson(error.diagnostics));
      else tell(error.diagnostics, context);
      return 1;
    };
    const out = given ?? (runs.length === 1 ? join(runs[0] ?? '', reportFile) : reportFile);
    try {
      const made = await make(runs, { ...options, pictures }, context);
      const inputs = runs.flatMap((run) => Object.values(runFiles).map((name) => join(run, name)));
      const replaceable = { inputs, data: made.directories, isOwn: isReport, force };
      if (!force && made.withoutData.length > 0 && existsSync(out))
        return fail(new RunError(trainedMessages.pageKept(out, made.withoutData), ...made.warnings));
      const failure = (await refuseOutput(out, replaceable)) ?? (await writeResult(out, made.page));
      if (failure !== undefined) return fail(new RunError(failure));
      if (json) context.out(toJson({ file: out, runs }));
      else {
        tell(made.warnings, context);
        context.out(`${displayText(out)}: a report of ${runs.map(displayText).join(', ')}\n`);
      }
      return 0;
    } catch (error) {
      return fail(error);
    }
  },
});

/** Makes the page; what does is loaded for that alone. */
async function make(
  runs: readonly string[],
  options: Omit<ReturnType<typeof checkOptions>, 'json'> & { readonly pictures: boolean },
  context: Context,
): Promise<MadeReport> {
  const { makeReport } = await import('../../runtime/report/make-report.ts');
  const opening = showOpening(context);
  const progress = showProgress(context, {
    doing: 'evaluating',
    all: (total) => `evaluating ${total} examples`,
  });
  try {
    return await makeReport(runs, { ...options, watch: opening.watch, evaluated: progress.watch });
  } finally {
    opening.end();
    progress.end();
  }
}
