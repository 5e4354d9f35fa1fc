import { count } from '../../compiler/diagnostics/messages/define-message.ts';
import { renderAll } from '../../compiler/diagnostics/render.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { defineCommand, jsonOption } from '../command.ts';
import { diagnosticsToJson } from '../diagnostics-json.ts';
import { readAndCompile, type ReadModule } from '../../runtime/spec/read-and-compile.ts';

/** `cnnc check FILE…`: all static checks. */
export const check = defineCommand<{ readonly json?: boolean }>({
  name: 'check',
  doc: 'Checks files without running anything: names, values, shapes, training, memory, and the data that is there.',
  arguments: [{ syntax: '<files...>', doc: 'the .cnn files' }],
  options: [jsonOption],
  async run(files, options, { out, err, errPalette, input }) {
    const found: Diagnostic[] = [];
    for (const file of files) {
      const read = await readAndCompile(file, input);
      found.push(...read.diagnostics, ...(await dataOf(read)));
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

/** What is wrong with the data that a file names; what looks at it is loaded where there is any. */
async function dataOf(read: ReadModule): Promise<readonly Diagnostic[]> {
  if (read.module?.datas.some(({ source: { kind } }) => kind !== 'shapes') !== true) return [];
  const { lookAtData } = await import('../../runtime/prepare/look-at-data.ts');
  return lookAtData(read);
}

function verdict(errors: number, found: readonly Diagnostic[]): string {
  const warnings = found.filter(({ severity }) => severity === 'warning').length;
  return `${errors === 0 ? 'no errors' : count(errors, 'error')}${warnings > 0 ? `, ${count(warnings, 'warning')}` : ''}`;
}
