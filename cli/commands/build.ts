import { dirname, resolve } from 'node:path';
import { toldByBuild } from '../../runtime/build/told-by-build.ts';
import type { CodeTarget } from '../../runtime/build/code/code-target.ts';
import { dataDirectories, folderInData } from '../../runtime/data/data-directories.ts';
import { readAndCompile } from '../../runtime/spec/read-and-compile.ts';
import { UsageError } from '../../runtime/usage-error.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { buildCode } from '../build/build-code.ts';
import { buildModel } from '../build/build-model.ts';
import type { BuildOptions } from '../build/build-options.ts';
import { checkOptions } from '../build/check-options.ts';
import { checkFolder, chooseTarget, isCode, targetsDoc } from '../build/targets.ts';
import { type Built, watch } from '../build/watch.ts';
import { checkPlace } from '../check-place.ts';
import { collect, type Context, defineCommand, type ExitCode, jsonOption } from '../command.ts';
import { diagnosticsToJson } from '../diagnostics-json.ts';
import { tell } from '../tell.ts';

/** `cnnc build FILE`: a model in a form that others run. */
export const build = defineCommand<BuildOptions>({
  name: 'build',
  doc: 'Writes a model, with trained weights or fresh ones: as code (TypeScript, Keras), for TensorFlow.js, a SavedModel or ONNX graphs.',
  arguments: [{ syntax: '<file>', doc: 'the .cnn file' }],
  options: [
    { syntax: '--target <name>', doc: targetsDoc },
    { syntax: '-o, --out <dir>', doc: 'the folder to make' },
    { syntax: '--model <name>', doc: 'a model, with the defaults of its parameters' },
    { syntax: '--train <name>', doc: 'the model as a train block trains it, where the file has several' },
    {
      syntax: '--with-prepare',
      doc: 'tensorflow, onnx: what `prepare` does in the graph, too, which then takes pictures as they are',
    },
    { syntax: '--training', doc: 'the training step and the evaluation, too' },
    {
      syntax: '--size <name=n>',
      doc: 'a number for a size that the model leaves open (`?h`); again for another',
      parse: collect,
    },
    {
      syntax: '--weights <run>',
      doc: 'the folder of a run, or its weights.safetensors (default: what the model names with `weights=`, else fresh); name=path: a file in place of fetching a set of weights that the model declares',
      parse: collect,
    },
    { syntax: '--seed <n>', doc: 'seed of fresh weights (default: 0)' },
    {
      syntax: '--tfjs <package>',
      doc: 'typescript, tfjs: the package of TensorFlow.js that is imported (default: @tensorflow/tfjs-node-gpu, @tensorflow/tfjs)',
    },
    {
      syntax: '--project',
      doc: 'typescript: settings, a test and a README besides, so that `npm install && npm test` passes',
    },
    {
      syntax: '--diff',
      doc: 'code: show how the folder differs from what would be written, and write nothing',
    },
    { syntax: '--watch', doc: 'code: write again whenever the file, or one that it imports, is saved' },
    { syntax: '--force', doc: 'replace an earlier build, and files of code that a person has edited' },
    jsonOption,
  ],
  async run([file = ''], options, context) {
    const target = chooseTarget(options.target);
    checkPlace('-o', options.out, 'write `-o build/net`, say');
    if (options.out === undefined) throw new UsageError('say where to build: `-o DIR`');
    checkFolder(options.out);
    checkOptions(target, options);
    const { out } = options;
    if (!isCode(target)) {
      const report = (diagnostics: readonly Diagnostic[]): void => reportTo(diagnostics, options, context);
      return buildModel({ target, file, out, options, report }, context);
    }
    const once = (): Promise<Built> => buildAsCode(target, file, out, options, context);
    return options.watch === true ? watch(once, context) : (await once()).code;
  },
});

function reportTo(diagnostics: readonly Diagnostic[], { json }: BuildOptions, context: Context): void {
  if (json === true) context.out(diagnosticsToJson(diagnostics));
  else tell(diagnostics, context);
}

/** Writes code, and says which files it was made from. */
async function buildAsCode(
  target: CodeTarget,
  file: string,
  out: string,
  options: BuildOptions,
  context: Context,
): Promise<Built> {
  const read = await readAndCompile(file, context.input);
  const { module, diagnostics, imports } = read;
  const report = reportAll(options, context);
  const done = (code: ExitCode): Built => ({ code, files: [file, ...imports.keys()] });
  report(toldByBuild(diagnostics, false));
  if (module === undefined) return done(1);
  const refused = await folderInData(out, dataDirectories(module.datas, dirname(resolve(file))), '-o');
  if (refused !== undefined) {
    report([refused]);
    return done(1);
  }
  return done(await buildCode({ target, file, out, read, options, report }, context));
}

const reportAll = (options: BuildOptions, context: Context) => (diagnostics: readonly Diagnostic[]) => {
  const isWorthIt = options.json !== true || diagnostics.some(({ severity }) => severity === 'error');
  if (diagnostics.length > 0 && isWorthIt) reportTo(diagnostics, options, context);
};
