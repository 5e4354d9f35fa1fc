import { dirname, extname, resolve } from 'node:path';
import type { CompiledModule } from '../../compiler/compile.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { runtimeMessages } from '../../runtime/messages.ts';
import { displayText } from '../../compiler/diagnostics/display-width.ts';
import { itemAt } from '../../compiler/check/item-at.ts';
import type { Graph } from '../../compiler/graph/graph.ts';
import { mostLoad } from '../../compiler/targets/svg/load-of.ts';
import type { Item } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';
import { dataDirectories } from '../../runtime/data/data-directories.ts';
import { namedWeights } from '../../runtime/weights/sources/weights-file.ts';
import { type Context, defineCommand, type ExitCode, jsonOption } from '../command.ts';
import { tell } from '../tell.ts';
import { checkPlace } from '../check-place.ts';
import { chooseModel } from '../choose-model.ts';
import { diagnosticsToJson, toJson } from '../diagnostics-json.ts';
import { readAndCompile } from '../../runtime/spec/read-and-compile.ts';
import { weighWeights } from '../../runtime/spec/weigh-weights.ts';
import { refuseOutput, type Replaceable, standardInput } from '../refuse-output.ts';
import { usage } from '../../runtime/usage-error.ts';
import { writeResult } from '../write-result.ts';

interface Options {
  readonly model?: string;
  readonly out?: string;
  readonly html?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** `cnnc graph FILE`: a model as a picture. */
export const graph = defineCommand<Options>({
  name: 'graph',
  doc: 'Draws a model: its layers, their shapes, what repeats, what is frozen. Prints SVG.',
  arguments: [{ syntax: '<file>', doc: 'the .cnn file' }],
  options: [
    { syntax: '--model <name>', doc: 'which model, where the file has several' },
    { syntax: '-o, --out <file>', doc: 'write the picture to a file' },
    { syntax: '--force', doc: 'replace a file that is not a picture of ours' },
    { syntax: '--html', doc: 'make a page in which groups fold; it needs no network' },
    jsonOption,
  ],
  async run([file = ''], options, context) {
    checkPlace('-o', options.out, 'write `-o net.svg`, say, or leave it out to print the picture');
    checkFormat(options);
    const { compiled, imports, diagnostics: found } = await readAndCompile(file, context.input);
    const diagnostics = weighWeights(found);
    if (options.json !== true) tell(diagnostics, context);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    const isDrawn = errors.every((error) => isOfTraining(error, compiled));
    if (compiled === undefined || !isDrawn || (errors.length > 0 && options.json === true)) {
      if (options.json === true) context.out(diagnosticsToJson(diagnostics));
      return 1;
    }
    const module = compiled;
    const read = {
      inputs: [file === '-' ? standardInput : file, ...imports.keys(), ...weightFilesOf(module)],
      data: dataDirectories(module.datas, dirname(resolve(file))),
    };
    const code = await deliver(
      chooseModel(module.models, options.model, file),
      read,
      module,
      options,
      context,
    );
    return errors.length > 0 ? 1 : code;
  },
});

/** Throws a UsageError for a file whose ending says that something else is in it than is written. */
function checkFormat({ out = '', html = false }: Options): void {
  const ending = extname(out).toLowerCase();
  const isPage = ending === '.html' || ending === '.htm';
  if (isPage && !html) throw usage(`\`${out}\` would hold a picture, not a page`, 'add `--html`');
  if (ending === '.svg' && html)
    throw usage(`\`${out}\` would hold a page, not a picture`, 'leave out `--html`');
  if (/^\.(?:png|jpe?g|gif|webp|pdf|eps)$/.test(ending)) {
    const svg = `${out.slice(0, -ending.length)}.svg`;
    throw usage(
      `\`${out}\` would hold SVG: \`cnnc graph\` writes nothing else`,
      `write \`-o ${svg}\`; a browser, Inkscape or \`rsvg-convert\` makes other formats of it`,
    );
  }
}

/** Whether a mistake is in a `train` or `data` block, which a picture of the model says nothing of. */
function isOfTraining({ span }: Diagnostic, module: CompiledModule | undefined): boolean {
  const item = span && module && itemAt(module.syntax, span);
  return (item?.type === 'train' || item?.type === 'data') && !hasEndedAt(item, span);
}

/** Whether a place is behind what there is of an item: whatever was to follow could not be read. */
const hasEndedAt = ({ span: { end } }: Item, span: Span | undefined): boolean => (span?.start ?? 0) >= end;

async function deliver(
  model: Graph,
  read: Pick<Replaceable, 'inputs' | 'data'>,
  module: CompiledModule,
  options: Options,
  context: Context,
): Promise<ExitCode> {
  const { loadOfPicture, emitSvg, emitPage } = await import('../../compiler/targets/svg/emit-svg.ts');
  const { boxes, passes } = loadOfPicture(model);
  if (boxes > mostLoad.boxes || passes > mostLoad.passes) {
    const tooLarge = runtimeMessages.pictureTooLarge(model.span, model.name, { boxes, passes }, mostLoad);
    return fail(tooLarge, options, context);
  }
  const emit = options.html === true ? emitPage : emitSvg;
  const text = await emit(model, { frozen: frozenIn(model, module) });
  const { out, force = false, json = false } = options;
  const replaceable = { ...read, isOwn: isPicture, force };
  const failure =
    out === undefined
      ? undefined
      : ((await refuseOutput(out, replaceable)) ?? (await writeResult(out, text)));
  if (failure !== undefined) return fail(failure, options, context);
  const format = options.html === true ? 'html' : 'svg';
  if (json)
    context.out(toJson({ model: model.name, format, ...(out === undefined ? { text } : { file: out }) }));
  else if (out === undefined) context.out(text);
  else context.err(`${displayText(out)}: ${model.name}\n`);
  return 0;
}

function fail(failure: Diagnostic, { json = false }: Options, context: Context): ExitCode {
  if (json) context.out(diagnosticsToJson([failure]));
  else tell([failure], context);
  return 1;
}

/** Whether a file begins as the pictures and pages of this command do. */
const isPicture = (beginning: string): boolean =>
  /^<svg [^>]*data-made-by="cnnc graph"/.test(beginning) ||
  /^<!doctype html>[^]*<meta name="generator" content="cnnc graph">/.test(beginning);

/** The files of weights that models name. */
const weightFilesOf = ({ models }: CompiledModule): readonly string[] =>
  models.flatMap(({ weightSources }) =>
    weightSources.flatMap(({ origin, span }) => (origin.kind === 'file' ? [namedWeights(origin, span)] : [])),
  );

/** Paths of the layers that some phase of some training of the model freezes. */
const frozenIn = (model: Graph, { trains }: CompiledModule): ReadonlySet<string> =>
  new Set(
    trains
      .filter(({ spec }) => spec.graph === model)
      .flatMap(({ spec }) => spec.phases.flatMap(({ frozen }) => [...frozen])),
  );
