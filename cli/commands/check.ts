import { count } from '../../compiler/diagnostics/messages/define-message.ts';
import { renderAll } from '../../compiler/diagnostics/render.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { defineCommand, jsonOption } from '../command.ts';
import { diagnosticsToJson } from '../diagnostics-json.ts';
import { readAndCompile } from '../read-and-compile.ts';

/** `cnnc check FILE…`: all static checks. */
export const check = defineCommand<{ readonly json?: boolean }>({
  name: 'check',
  doc: 'Checks files without running anything: names, values, shapes, data, training, memory.',
  arguments: [{ syntax: '<files...>', doc: 'the .cnn files' }],
  options: [jsonOption],
  async run(files, options, { out, err, errPalette, input }) {
    const found: Diagnostic[] = [];
    for (const file of files) {
      found.push(...(await readAndCompile(file, input)).diagnostics);
    }
    const errors = found.filter(({ severity }) => severity === 'error').length;
    if (options.json === true) out(diagnosticsToJson(found));
    else {
      if (found.length > 0) err(renderAll(found, errPalette));
      out(`${count(files.length, 'file')} checked: ${verdict(errors, found)}\n`);
    }
    return errors > 0 ? 1 : 0;
  },
});

function verdict(errors: number, found: readonly Diagnostic[]): string {
  const warnings = found.filter(({ severity }) => severity === 'warning').length;
  return `${errors === 0 ? 'no errors' : count(errors, 'error')}${warnings > 0 ? `, ${count(warnings, 'warning')}` : ''}`;
}
