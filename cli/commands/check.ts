import { readsFiles } from '../../compiler/catalogue/sources/registry.ts';
import { count } from '../../compiler/diagnostics/messages/define-message.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { defineCommand, jsonOption } from '../command.ts';
import { tell } from '../tell.ts';
import { diagnosticsToJson } from '../diagnostics-json.ts';
import type { LookReport } from '../../runtime/prepare/look-at-data.ts';
import { readAndCompile, type ReadModule } from '../../runtime/spec/read-and-compile.ts';

/** `cnnc check FILE…`: all static checks. */
export const check = defineCommand<{ readonly json?: boolean }>({
  name: 'check',
  doc: 'Checks files without running anything: names, values, shapes, training, memory, and the data that is there.',
  arguments: [{ syntax: '<files...>', doc: 'the .cnn files' }],
  options: [jsonOption],
  async run(files, options, context) {
    const { out, input } = context;
    const found: Diagnostic[] = [];
    const lookedAt: string[] = [];
    for (const file of files) {
      const read = await readAndCompile(file, input);
      const { diagnostics, at } = await dataOf(read);
      found.push(...read.diagnostics, ...diagnostics);
      lookedAt.push(...[...at].map(([name, what]) => `${what} of \`${name}\``));
    }
    const errors = found.filter(({ severity }) => severity === 'error').length;
    if (options.json === true) out(diagnosticsToJson(found));
    else {
      tell(found, context);
      out(`${count(files.length, 'file')} checked: ${verdict(errors, found)}${looked(lookedAt)}\n`);
    }
    return errors > 0 ? 1 : 0;
  },
});

/** What is wrong with the data that a file names; what looks at it is loaded where there is any. */
async function dataOf(read: ReadModule): Promise<LookReport> {
  if (read.module?.datas.some(({ source }) => readsFiles(source)) !== true)
    return { diagnostics: [], at: new Map() };
  const { lookAtData } = await import('../../runtime/prepare/look-at-data.ts');
  return lookAtData(read);
}

/** So many are named. */
const mostNamed = 4;

/** What was looked at of the data; a run reads all of it. */
function looked(at: readonly string[]): string {
  if (at.length === 0) return '';
  const more = at.length > mostNamed ? ['…'] : [];
  return `; looked at ${[...at.slice(0, mostNamed), ...more].join(', ')}`;
}

function verdict(errors: number, found: readonly Diagnostic[]): string {
  const warnings = found.filter(({ severity }) => severity === 'warning').length;
  return `${errors === 0 ? 'no errors' : count(errors, 'error')}${warnings > 0 ? `, ${count(warnings, 'warning')}` : ''}`;
}
