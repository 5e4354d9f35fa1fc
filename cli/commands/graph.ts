import { type CompiledModule, compile } from '../../compiler/compile.ts';
import { displayText } from '../../compiler/diagnostics/display-width.ts';
import { renderAll } from '../../compiler/diagnostics/render.ts';
import type { Graph } from '../../compiler/graph/graph.ts';
import { type Context, defineCommand, type ExitCode, jsonOption } from '../command.ts';
import { chooseModel } from '../choose-model.ts';
import { diagnosticsToJson, toJson } from '../diagnostics-json.ts';
import { isSource, readSource } from '../read-source.ts';
import { writeResult } from '../write-result.ts';

interface Options {
  readonly model?: string;
  readonly out?: string;
  readonly html?: boolean;
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
    { syntax: '--html', doc: 'make a page in which groups fold; it needs no network' },
    jsonOption,
  ],
  async run([file = ''], options, context) {
    const source = await readSource(file);
    const { value, diagnostics } = isSource(source)
      ? compile(source)
      : { value: undefined, diagnostics: [source] };
    const failed = diagnostics.some(({ severity }) => severity === 'error');
    if (options.json !== true && diagnostics.length > 0)
      context.err(renderAll(diagnostics, context.errPalette));
    if (failed || value === undefined) {
      if (options.json === true) context.out(diagnosticsToJson(diagnostics));
      return 1;
    }
    return deliver(chooseModel(value.models, options.model, file), value, options, context);
  },
});

async function deliver(
  model: Graph,
  module: CompiledModule,
  options: Options,
  context: Context,
): Promise<ExitCode> {
  const { emitSvg, emitPage } = await import('../../compiler/emit/svg/emit-svg.ts');
  const emit = options.html === true ? emitPage : emitSvg;
  const text = await emit(model, { frozen: frozenIn(model, module) });
  const { out, json = false } = options;
  const failure = out === undefined ? undefined : await writeResult(out, text);
  if (failure !== undefined) {
    if (json) context.out(diagnosticsToJson([failure]));
    else context.err(renderAll([failure], context.errPalette));
    return 1;
  }
  const format = options.html === true ? 'html' : 'svg';
  if (json)
    context.out(toJson({ model: model.name, format, ...(out === undefined ? { text } : { file: out }) }));
  else if (out === undefined) context.out(text);
  else context.err(`${displayText(out)}: ${model.name}\n`);
  return 0;
}

/** Paths of the layers that some phase of some training of the model freezes. */
const frozenIn = (model: Graph, { trains }: CompiledModule): ReadonlySet<string> =>
  new Set(
    trains
      .filter(({ spec }) => spec.graph === model)
      .flatMap(({ spec }) => spec.phases.flatMap(({ frozen }) => [...frozen])),
  );
