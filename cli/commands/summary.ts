import { renderAll } from '../../compiler/diagnostics/render.ts';
import { defineCommand, jsonOption } from '../command.ts';
import { diagnosticsToJson, toJson } from '../diagnostics-json.ts';
import { readAndCompile } from '../../runtime/spec/read-and-compile.ts';
import { weighWeights } from '../../runtime/spec/weigh-weights.ts';
import { annotateSource } from '../summary/annotate-source.ts';
import { summarize } from '../summary/summarize.ts';
import { summaryTables } from '../summary/tables.ts';
import { weightTables } from '../summary/weight-tables.ts';

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
  async run([file = ''], options, { out, err, outPalette, errPalette, input }) {
    const { module, diagnostics: found } = await readAndCompile(file, input);
    const diagnostics = weighWeights(found);
    if (options.json !== true && diagnostics.length > 0) err(renderAll(diagnostics, errPalette));
    if (module === undefined) {
      if (options.json === true) out(diagnosticsToJson(diagnostics));
      return 1;
    }
    if (options.source === true) {
      out(annotateSource(module, outPalette));
      return 0;
    }
    const result = summarize(module);
    if (options.json === true) out(toJson(result.json));
    else if (options.weights === true) out(weightTables(result, outPalette));
    else out(summaryTables(result, outPalette, options.all === true));
    return 0;
  },
});
