import { existsSync } from 'node:fs';
import { dirname, parse, resolve } from 'node:path';
import { suggest } from '../../compiler/foreign/suggest.ts';
import { displayText } from '../../compiler/diagnostics/display-width.ts';
import { graphVariables } from '../../compiler/lower/lower-graph.ts';
import { buildPredict } from '../../compiler/lower/build-programs.ts';
import { planPhase } from '../../compiler/lower/phase-plan.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { ownValue } from '../../grammar/own-value.ts';
import { type BuildTarget, buildTargets } from '../../runtime/build/build-targets.ts';
import type { CodeTarget } from '../../runtime/build/code/code-target.ts';
import { codeTargets } from '../../runtime/build/code/code-targets.ts';
import { readMeaning } from '../../runtime/build/read-meaning.ts';
import { readWeights, warnOfWeights } from '../../runtime/build/read-weights.ts';
import { dataDirectories, folderInData } from '../../runtime/data/data-directories.ts';
import { weightCache } from '../../runtime/weights/sources/fetch-set.ts';
import { loadWeights } from '../../runtime/weights/sources/load-weights.ts';
import { writeBuild } from '../../runtime/build/write-build.ts';
import { RunError } from '../../runtime/run-error.ts';
import { buildCode, type CodeBuildOptions, usualTfjs } from '../build/build-code.ts';
import { chooseSubject, type Resize, type Subject } from '../build/choose-subject.ts';
import { givenWeights, type GivenWeights } from '../build/given-weights.ts';
import { type Built, watch } from '../build/watch.ts';
import { checkPlace } from '../check-place.ts';
import { collect, type Context, defineCommand, type ExitCode, jsonOption } from '../command.ts';
import { tell } from '../tell.ts';
import { usage, UsageError } from '../../runtime/usage-error.ts';
import { diagnosticsToJson, toJson } from '../diagnostics-json.ts';
import { compileRead, readAndCompile } from '../../runtime/spec/read-and-compile.ts';
import { weighWeights } from '../../runtime/spec/weigh-weights.ts';
import { numberOf } from '../run/options.ts';
import { showDownloads } from '../show-downloads.ts';

interface Options extends CodeBuildOptions {
  readonly target?: string;
  readonly out?: string;
  readonly seed?: string;
  readonly watch?: boolean;
}

/** A warning of how batches train, for which nothing has to be done where no training is built. */
const ofTrainingAlone = 'CNN435';

/** Warnings of what a training begins with: no matter where a model is built by itself. */
const ofTraining: readonly string[] = ['CNN460', 'CNN461'];

const allTargets: readonly (BuildTarget | CodeTarget)[] = [...codeTargets, ...buildTargets];
const targetNames = allTargets.map(({ name }) => name);
/** What targets are called elsewhere. */
const otherWords: Readonly<Record<string, string>> = {
  ...{ ts: 'typescript', js: 'typescript', javascript: 'typescript', tfjs: 'typescript' },
  ...{ py: 'keras', python: 'keras', tf: 'tensorflow', savedmodel: 'tensorflow' },
};
/** The target where none is named. */
const usualTarget = 'typescript';

/** `cnnc build FILE`: a model in a form that others run. */
export const build = defineCommand<Options>({
  name: 'build',
  doc: 'Writes a model, with trained weights or fresh ones: as code (TypeScript, Keras), a SavedModel or ONNX graphs.',
  arguments: [{ syntax: '<file>', doc: 'the .cnn file' }],
  options: [
    {
      syntax: '--target <name>',
      doc: `${allTargets.map(({ name, doc }) => `${name}: ${doc}`).join('; ')} (default: ${usualTarget})`,
    },
    { syntax: '-o, --out <dir>', doc: 'the folder to make' },
    { syntax: '--model <name>', doc: 'a model, with the defaults of its parameters' },
    { syntax: '--train <name>', doc: 'the model as a train block trains it, where the file has several' },
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
      doc: `typescript: the package of TensorFlow.js that is imported (default: ${usualTfjs})`,
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
    if (isCode(target)) return buildAsCode(target, file, options.out, options, context);
    refuseCodeOptions(target.name, options);
    const seed = options.seed === undefined ? 0 : numberOf('seed', options.seed);
    const { source, module, diagnostics } = await readAndCompile(file, context.input);
    if (module === undefined || source === undefined) {
      report(diagnostics, options, context);
      return 1;
    }
    const directories = dataDirectories(module.datas, dirname(resolve(file)));
    const refused = await folderInData(options.out, directories, '-o');
    if (refused !== undefined) {
      report([refused], options, context);
      return 1;
    }
    const resize: Resize = (model, numbers) => {
      const resized = compileRead(source, { sizes: { [model]: numbers } });
      if (resized.module === undefined) report(resized.diagnostics, options, context);
      return resized.module;
    };
    const subject = chooseSubject(module, options, file, resize);
    if (subject === undefined) return 1;
    const weights = weightsFor(subject, options);
    const weighed = weighWeights(diagnostics, weights.run === undefined ? subject.graph.weightSources : []);
    const told = weighed.filter(({ code }) => subject.phases.length > 0 || code !== ofTrainingAlone);
    const failed = told.some(({ severity }) => severity === 'error');
    if (options.json !== true || failed) report(told, options, context);
    if (failed) return 1;
    try {
      return await write({ target, path: options.out, seed, subject, weights }, options, context);
    } catch (error) {
      if (!(error instanceof RunError)) throw error;
      report(error.diagnostics, options, context);
      return 1;
    }
  },
});

function report(diagnostics: readonly Diagnostic[], { json }: Options, context: Context): void {
  if (json === true) context.out(diagnosticsToJson(diagnostics));
  else tell(diagnostics, context);
}

const isCode = (target: BuildTarget | CodeTarget): target is CodeTarget => 'print' in target;

/** Throws a UsageError where a file is named as the folder that a build makes. */
function checkFolder(out: string): void {
  const { name, ext } = parse(out);
  if (!['.ts', '.js', '.py', '.onnx', '.pb', '.json', '.keras', '.h5'].includes(ext)) return;
  throw usage(`\`${out}\` is named like a file, and a build is a folder`, `write \`-o ${name}\``);
}

/** Throws a UsageError for what only code has. */
function refuseCodeOptions(target: string, { tfjs, project, diff, watch }: Options): void {
  const given = [
    tfjs !== undefined && '--tfjs',
    project === true && '--project',
    diff === true && '--diff',
    watch === true && '--watch',
  ];
  const option = given.find((each) => each !== false);
  if (option !== undefined)
    throw usage(`\`${target}\` is no code, and takes no \`${option}\``, `leave out \`${option}\``);
}

/** Writes code, once or at every save. */
async function buildAsCode(
  target: CodeTarget,
  file: string,
  out: string,
  options: Options,
  context: Context,
): Promise<ExitCode> {
  checkCodeOptions(target, options);
  const once = async (): Promise<Built> => {
    const read = await readAndCompile(file, context.input);
    const { module, diagnostics, imports } = read;
    const silent = options.model === undefined ? [ofTrainingAlone] : [ofTrainingAlone, ...ofTraining];
    const told = diagnostics.filter(({ code }) => !silent.includes(code));
    const files = [file, ...imports.keys()];
    if (module === undefined) {
      report(told, options, context);
      return { code: 1, files };
    }
    if (options.json !== true) report(told, options, context);
    const refused = await folderInData(out, dataDirectories(module.datas, dirname(resolve(file))), '-o');
    if (refused !== undefined) {
      report([refused], options, context);
      return { code: 1, files };
    }
    const job = { target, file, out, read, options, report: reportAll(options, context) };
    return { code: await buildCode(job, context), files };
  };
  return options.watch === true ? watch(once, context) : (await once()).code;
}

const reportAll = (options: Options, context: Context) => (diagnostics: readonly Diagnostic[]) => {
  const isWorthIt = options.json !== true || diagnostics.some(({ severity }) => severity === 'error');
  if (diagnostics.length > 0 && isWorthIt) report(diagnostics, options, context);
};

/** Throws a UsageError for options that do not go together. */
function checkCodeOptions(
  { name }: CodeTarget,
  { model, train, training, tfjs, project, seed, watch, diff }: Options,
): void {
  if (model !== undefined && train !== undefined) {
    throw usage('`--model` builds a model without its training', 'leave out `--train`');
  }
  if (training === true) {
    throw usage(
      `\`${name}\` has the training without being told`,
      'leave out `--training`; `--model` leaves it out',
    );
  }
  if (seed !== undefined) throw usage(`\`${name}\` draws fresh weights when it runs`, 'leave out `--seed`');
  if (project === true && name !== usualTarget) {
    throw usage(`\`${name}\` makes no project`, 'leave out `--project`');
  }
  if (tfjs !== undefined && name !== usualTarget) {
    throw usage(`\`${name}\` imports no TensorFlow.js`, 'leave out `--tfjs`');
  }
  if (tfjs !== undefined && !/^(?:@[\w.-]+\/)?[\w.-]+$/.test(tfjs)) {
    throw usage(`\`${tfjs}\` is no name of a package`, `write \`--tfjs @tensorflow/tfjs\`, say`);
  }
  if (watch === true && diff === true) throw usage('`--diff` writes nothing', 'leave out `--watch`');
}

/** The target of a name; throws a UsageError where there is none yet. */
function chooseTarget(name = usualTarget): BuildTarget | CodeTarget {
  const listed = targetNames.map((each) => `\`${each}\``).join(', ');
  const found = allTargets.find((target) => target.name === name);
  if (found !== undefined) return found;
  const suggestion = ownValue(otherWords, name.toLowerCase()) ?? suggest(name, targetNames);
  throw new UsageError(
    `there is no target \`${name}\`: ${suggestion === undefined ? `there are ${listed}` : `did you mean \`${suggestion}\`?`}`,
  );
}

function weightsFor({ graph }: Subject, { weights = [] }: Options): GivenWeights {
  const sets = graph.weightSources.flatMap(({ origin }) => (origin.kind === 'set' ? [origin.name] : []));
  return givenWeights(weights, sets, graph.name, existsSync);
}

interface Order {
  readonly target: BuildTarget;
  readonly path: string;
  readonly seed: number;
  readonly subject: Subject;
  readonly weights: GivenWeights;
}

async function write(
  { target, path, seed, subject: { graph, phases, boxes }, weights: { run, files: setFiles } }: Order,
  { force = false, json = false }: Options,
  context: Context,
): Promise<ExitCode> {
  const { out, err } = context;
  const own = graphVariables(graph);
  const predict = buildPredict(graph, own);
  const built = phases.map((phase) => ({
    name: phase.name,
    batch: phase.batch,
    programs: planPhase(graph, phase, { weights: own }).programs,
  }));
  const variables = new Set([...own.values(), ...built.flatMap(({ programs }) => programs.variables)]);
  const places = { cache: weightCache(process.env), files: setFiles, observe: showDownloads(context) };
  const loaded = run === undefined ? await loadWeights(graph, places) : undefined;
  for (const line of loaded?.told ?? []) if (!json) err(`  weights ${line}\n`);
  const model = { layers: graph.layers, ...(loaded && { initial: loaded.values }) };
  const read = await readWeights([...variables], run, seed, model);
  const { values } = read;
  const meaning = run === undefined ? {} : await readMeaning(run);
  const warnings = [
    ...(loaded?.warnings ?? []),
    ...(run === undefined ? [] : warnOfWeights(run, graph.name, read)),
    ...('code' in meaning ? [meaning] : []),
  ];
  if (!json) tell(warnings, context);
  const files = target.emit({ predict, phases: built, values });
  const record = {
    target: target.name,
    model: graph.name,
    ...(boxes && { boxes }),
    ...('code' in meaning ? {} : meaning),
    files: [...files.keys()],
  };
  await writeBuild(path, record, files, force);
  if (json) out(toJson({ out: path, ...record }));
  else out(`${displayText(path)}: ${graph.name} for ${target.name}: ${record.files.join(', ')}\n`);
  return 0;
}
