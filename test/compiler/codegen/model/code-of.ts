import { buildCodeProgram } from '../../../../compiler/codegen/builder/build-program.ts';
import type { CodeProgram } from '../../../../compiler/codegen/model/module.ts';
import type { Load } from '../../../../compiler/expand/import-modules.ts';
import { Program } from '../../../../compiler/program/program.ts';
import { Source } from '../../../../grammar/source.ts';

interface Options {
  readonly name?: string;
  readonly load?: Load;
  readonly model?: string;
  readonly classes?: Readonly<Record<string, readonly string[]>>;
}

/** The code of a text without mistakes. */
export function codeOf(
  text: string,
  { name = 'net.cnn', load, model, classes = {} }: Options = {},
): CodeProgram {
  const program = new Program(load === undefined ? {} : { load });
  const answers = program.update(new Source(name, text));
  const errors = answers.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  const origin = { version: '0.0.0', source: name, digest: '0' };
  return buildCodeProgram(answers, { origin, classes, ...(model !== undefined && { model }) });
}
