import { count } from '../../compiler/diagnostics/messages/define-message.ts';
import { displayText } from '../../compiler/diagnostics/display-width.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { parse } from '../../grammar/parse.ts';
import { print } from '../../grammar/print.ts';
import type { Source } from '../../grammar/source.ts';
import { type Context, defineCommand, type ExitCode, jsonOption } from '../command.ts';
import { tell } from '../tell.ts';
import { UsageError } from '../../runtime/usage-error.ts';
import { diagnosticToJson, toJson } from '../diagnostics-json.ts';
import { isSource, readSource, readStream } from '../../runtime/spec/read-source.ts';
import { writeResult } from '../write-result.ts';

interface Options {
  readonly check?: boolean;
  readonly json?: boolean;
}

/** A file as formatted; `changed` where that differs from what it was. */
interface Formatted {
  readonly file: string;
  readonly changed: boolean;
  readonly text: string;
}

/** `cnnc fmt FILE…`: the canonical layout. */
export const fmt = defineCommand<Options>({
  name: 'fmt',
  doc: 'Formats files in place. A file with a mistake in its syntax is left as it is.',
  arguments: [{ syntax: '<files...>', doc: 'the .cnn files, or - to format what is piped in' }],
  options: [
    { syntax: '--check', doc: 'change nothing; list what is not formatted, and fail if anything is' },
    jsonOption,
  ],
  async run(files, options, context) {
    if (!files.includes('-')) return formatFiles(files, options, context);
    if (files.length > 1) throw new UsageError('`-` stands alone: what is piped in is printed');
    return formatInput(options, context);
  },
});

async function formatFiles(files: readonly string[], options: Options, context: Context): Promise<ExitCode> {
  const done: Formatted[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const file of files) {
    const result = format(await readSource(file));
    const failure =
      'text' in result && result.changed && options.check !== true
        ? await writeResult(file, result.text)
        : undefined;
    if (failure !== undefined) diagnostics.push(failure);
    else if ('text' in result) done.push(result);
    else diagnostics.push(...result);
  }
  return report(done, diagnostics, files.length, options, context);
}

async function formatInput(options: Options, context: Context): Promise<ExitCode> {
  const result = format(await readStream('<stdin>', context.input()));
  const [done, diagnostics] = 'text' in result ? [[result], []] : [[], result];
  if (options.check === true || !('text' in result)) return report(done, diagnostics, 1, options, context);
  context.out(options.json === true ? toJson({ files: done, diagnostics }) : result.text);
  return 0;
}

/** What was read as formatted, or why it cannot be. */
function format(read: Source | Diagnostic): Formatted | readonly Diagnostic[] {
  if (!isSource(read)) return [read];
  const { value, diagnostics } = parse(read);
  if (diagnostics.some(({ severity }) => severity === 'error')) return diagnostics;
  const text = print(value);
  return { file: read.name, changed: text !== read.text, text };
}

function report(
  done: readonly Formatted[],
  diagnostics: readonly Diagnostic[],
  total: number,
  { check = false, json = false }: Options,
  context: Context,
): ExitCode {
  const { out, err } = context;
  const changed = done.filter((each) => each.changed);
  if (json) {
    const files = done.map((each) => ({ file: each.file, changed: each.changed }));
    out(toJson({ files, diagnostics: diagnostics.map(diagnosticToJson) }));
  } else {
    tell(diagnostics, context);
    for (const { file } of changed) out(`${displayText(file)}\n`);
    err(`${count(total, 'file')}: ${changed.length} ${check ? 'not formatted' : 'formatted'}`);
    err(`, ${done.length - changed.length} unchanged`);
    err(total === done.length ? '\n' : `, ${total - done.length} with errors\n`);
  }
  return diagnostics.length > 0 || (check && changed.length > 0) ? 1 : 0;
}
