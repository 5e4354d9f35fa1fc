import { evaluateRun } from '../../runtime/evaluate/evaluate.ts';
import { RunError } from '../../runtime/run-error.ts';
import { partNames } from '../../runtime/trained/trained-data.ts';
import { collect, defineCommand, jsonOption } from '../command.ts';
import { diagnosticsToJson, toJson } from '../diagnostics-json.ts';
import { evaluationJson } from '../evaluate/evaluation-json.ts';
import { evaluationTables } from '../evaluate/evaluation-tables.ts';
import { checkOptions, type WrittenOptions } from '../evaluate/options.ts';
import { tellSkipped } from '../run/tell-skipped.ts';
import { listenForInterrupt } from '../run/interrupt.ts';
import { showOpening } from '../show-opening.ts';
import { showProgress } from '../show-progress.ts';
import { tell } from '../tell.ts';

/** `cnnc evaluate RUN`: what a run has come to. */
export const evaluate = defineCommand<WrittenOptions>({
  name: 'evaluate',
  doc: 'Evaluates what a run has trained: losses and metrics, and of classes precision, recall and what is taken for what.',
  arguments: [{ syntax: '<run>', doc: 'the folder of a run' }],
  options: [
    {
      syntax: '--part <name>',
      doc: `${partNames.join(', ')} (default: test, else valid; of other data all)`,
    },
    { syntax: '--data <name=path>', doc: 'a directory in place of the one the run had', parse: collect },
    { syntax: '--follow-links', doc: 'let links in the data lead out of its directory' },
    { syntax: '--engine <name>', doc: 'auto, tensorflow, onnx, wasm, webgpu or cpu (default: the run’s)' },
    { syntax: '--batch <n>', doc: 'examples in a batch (default: the run’s)' },
    jsonOption,
  ],
  async run([folder = ''], written, context) {
    const { json, ...options } = checkOptions(written);
    const opening = showOpening(context);
    const progress = showProgress(context, {
      doing: 'evaluating',
      all: (total) => `evaluating ${total} examples`,
    });
    const interrupt = listenForInterrupt(() => undefined);
    try {
      const evaluation = await evaluateRun(folder, {
        ...options,
        watch: opening.watch,
        evaluated: progress.watch,
        interrupted: interrupt.requested,
      });
      progress.end();
      if (interrupt.requested()) return 130;
      tell(evaluation.warnings, context);
      tellSkipped(evaluation.skipped, context);
      if (json) context.out(toJson(evaluationJson(evaluation)));
      else
        context.out(evaluationTables(evaluation, { palette: context.outPalette, width: context.outWidth }));
      return 0;
    } catch (error) {
      opening.end();
      progress.end();
      if (!(error instanceof RunError)) throw error;
      if (json) context.out(diagnosticsToJson(error.diagnostics));
      else tell(error.diagnostics, context);
      return 1;
    } finally {
      interrupt.remove();
    }
  },
});
