import { defineCommand, jsonOption } from '../command.ts';
import { tell } from '../tell.ts';
import { diagnosticsToJson, toJson } from '../diagnostics-json.ts';
import { readAndCompile } from '../../runtime/spec/read-and-compile.ts';
import { weighWeights } from '../../runtime/spec/weigh-weights.ts';
import { annotateSource } from '../summary/annotate-source.ts';
import { summarize } from '../summary/summarize.ts';
import { summaryTables } from '../summary/tables.ts';
import { weightTables } from '../summary/weight-tables.ts';

/** What is over its budget has a table all the same: it tells of what to save. */
const overBudget = 'CNN501';

interface Options {
  readonly all?: boolean;
  readonly weights?: boolean;
  readonly source?: boolean;
  readonly json?: boolean;
}

/** `cnnc summary FILE`: what models and train blocks are made of and cost. */
export const summary = defineCommand<Options>({
  name: 'summary',
  doc: 'Prints each model’s layers, parameters, multiply-adds and activations, and each phase’s peak memory.',
  arguments: [{ syntax: '<file>', doc: 'the .cnn file' }],
  options: [
    { syntax: '--all', doc: 'give every layer a line of its own, equal neighbours too' },
    { syntax: '--weights', doc: 'list every weight: its shape, and the file that it begins with' },
    { syntax: '--source', doc: 'print the file with the shape behind each line, and what blocks cost' },
    jsonOption,
  ],
  async run([file = ''], options, context) {
    const { out, outPalette, input, outWidth } = context;
    const { compiled, diagnostics: found } = await readAndCompile(file, input);
    const diagnostics = weighWeights(found);
    if (options.json !== true) tell(diagnostics, context);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    const drawing = { palette: outPalette, width: outWidth };
    if (options.source === true && options.json !== true && compiled !== undefined) {
      out(annotateSource(compiled, drawing));
      return errors.length > 0 ? 1 : 0;
    }
    const isKnown = errors.every(({ code }) => code === overBudget);
    if (compiled === undefined || !isKnown || (errors.length > 0 && options.json === true)) {
      if (options.json === true) out(diagnosticsToJson(diagnostics));
      return 1;
    }
    const result = summarize(compiled);
    if (options.json === true) out(toJson(result.json));
    else if (options.weights === true) out(weightTables(result, drawing));
    else out(summaryTables(result, drawing, options.all === true));
    return errors.length > 0 ? 1 : 0;
  },
});
