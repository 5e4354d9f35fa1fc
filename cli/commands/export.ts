import packageJson from '../../package.json' with { type: 'json' };
import { displayText } from '../../compiler/diagnostics/display-width.ts';
import { exportRun } from '../../runtime/export/export-run.ts';
import { RunError } from '../../runtime/run-error.ts';
import { defineCommand, jsonOption } from '../command.ts';
import { diagnosticsToJson, toJson } from '../diagnostics-json.ts';
import { checkOptions, formatsDoc, type WrittenOptions } from '../export/options.ts';
import { tell } from '../tell.ts';

/** `cnnc export RUN`: what a run has trained, in a form that others read. */
export const exportCommand = defineCommand<WrittenOptions>({
  name: 'export',
  doc: 'Writes what a run has trained for others to read, from its folder alone.',
  arguments: [{ syntax: '<run>', doc: 'the folder of a run' }],
  options: [
    { syntax: '--to <format>', doc: formatsDoc },
    { syntax: '-o, --out <place>', doc: 'the file to write (keras, h5, safetensors), or the folder to make' },
    {
      syntax: '--with-prepare',
      doc: 'onnx, savedmodel: what `prepare` does in the graph, too, which then takes pictures as they are',
    },
    { syntax: '--force', doc: 'replace a file, or an earlier build' },
    jsonOption,
  ],
  async run([folder = ''], written, context) {
    const options = checkOptions(written);
    const { out, format } = options;
    try {
      const { version } = packageJson;
      const { warnings, model, files, ...about } = await exportRun(folder, { ...options, version });
      tell(warnings, context);
      if (written.json === true) context.out(toJson({ out, format: format.name, model, ...about, files }));
      else {
        const parts = 'target' in format ? `: ${files.join(', ')}` : '';
        context.out(`${displayText(out)}: ${model} for ${format.name}${parts}\n`);
      }
      return 0;
    } catch (error) {
      if (!(error instanceof RunError)) throw error;
      if (written.json === true) context.out(diagnosticsToJson(error.diagnostics));
      else tell(error.diagnostics, context);
      return 1;
    }
  },
});
