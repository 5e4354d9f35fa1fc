import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { isInCode } from '../../compiler/catalogue/fields/field-type.ts';
import { displayText } from '../../compiler/diagnostics/display-width.ts';
import { graphVariables } from '../../compiler/lower/lower-graph.ts';
import type { DataSpec } from '../../compiler/data/data-spec.ts';
import type { TrainSpec } from '../../compiler/train/train-spec.ts';
import type { Graph } from '../../compiler/graph/graph.ts';
import { isConcrete } from '../../compiler/graph/graph.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import type { Source } from '../../grammar/source.ts';
import { type Made, readRecord } from '../../runtime/build/build-record.ts';
import { type BuiltModel, type CodeBuild, codeBuild } from '../../runtime/build/code/code-build.ts';
import type { CodeTarget } from '../../runtime/build/code/code-target.ts';
import { lineDiff } from '../../runtime/build/code/line-diff.ts';
import { driftOf, writeCode } from '../../runtime/build/code/write-code.ts';
import { readMeaning } from '../../runtime/build/read-meaning.ts';
import { readWeights, warnOfWeights } from '../../runtime/build/read-weights.ts';
import { openSize } from '../../compiler/codegen/typescript/expected-prediction.ts';
import { knownClasses } from '../../runtime/data/known-classes.ts';
import { runtimeMessages } from '../../runtime/messages.ts';
import { chooseTrain } from '../../runtime/prepare/run-settings.ts';
import { RunError } from '../../runtime/run-error.ts';
import { compileRead, type ReadModule } from '../../runtime/spec/read-and-compile.ts';
import { UsageError, usage } from '../../runtime/usage-error.ts';
import { encodeSafetensors } from '../../runtime/weights/safetensors.ts';
import { weightCache } from '../../runtime/weights/sources/fetch-set.ts';
import { loadWeights } from '../../runtime/weights/sources/load-weights.ts';
import { chooseModel } from '../choose-model.ts';
import type { Context, ExitCode } from '../command.ts';
import { toJson } from '../diagnostics-json.ts';
import { showDownloads } from '../show-downloads.ts';
import { assignSizes } from './assign-sizes.ts';
import type { BuildOptions } from './build-options.ts';
import { givenWeights } from './given-weights.ts';

/** What a build of code is of, and where it goes. */
export interface CodeJob {
  readonly target: CodeTarget;
  readonly file: string;
  readonly out: string;
  /** A spec without mistakes. */
  readonly read: ReadModule;
  readonly options: BuildOptions;
  readonly report: (diagnostics: readonly Diagnostic[]) => void;
}

/** Writes a spec as code, or tells how what is there differs from that. */
export async function buildCode(job: CodeJob, context: Context): Promise<ExitCode> {
  const { target, out, options, report } = job;
  try {
    const made = await makeCode(job, context);
    if (made === undefined) return 1;
    if (options.diff === true) return await tellDrift(out, made, options, context);
    report(target.checkFolder?.(basename(resolve(out))) ?? []);
    const removed = await writeCode(out, made, options.force === true);
    const { record } = made;
    if (options.json === true)
      context.out(toJson({ out, ...record, ...(removed.length > 0 && { removed }) }));
    else {
      const names = (record.models ?? [record.model]).join(', ');
      context.out(`${displayText(out)}: ${names} for ${target.name}: ${record.files.join(', ')}\n`);
      if (removed.length > 0) context.out(`removed: ${removed.map(displayText).join(', ')}\n`);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    report(error.diagnostics);
    return 1;
  }
}

/** The build; undefined where sizes do not fit, which has been told. */
async function makeCode(job: CodeJob, context: Context): Promise<CodeBuild | undefined> {
  const { target, file, options, report } = job;
  const read = withSizes(job);
  const { source, module, answers, imports } = read;
  if (source === undefined || module === undefined || answers === undefined) {
    report(read.diagnostics);
    return undefined;
  }
  const { model, train } = options;
  if (model !== undefined) chooseModel(module.models, model, file);
  const trains = [...module.trains.map(({ spec }) => spec), ...module.openTrains];
  if (train !== undefined) chooseTrain(trains, train, file);
  if (module.models.length === 0) throw new UsageError(`\`${file}\` has no model`);
  if (model === undefined) {
    report(module.datas.flatMap((data) => leftOut(target, data)));
    report(
      module.trains.flatMap(({ spec }) => [...metricsLeftOut(target, spec), ...bestLeftOut(target, spec)]),
    );
    const lacking = module.trains.flatMap(({ spec }) => lackingIn(target, spec));
    if (lacking.length > 0) {
      report(lacking);
      return undefined;
    }
    report(module.openTrains.map(({ name, symbols }) => runtimeMessages.trainingLeftOut(name, symbols)));
  }
  const built = module.models.filter(({ name }) => model === undefined || name === model);
  const unwritable = built.flatMap((graph) => target.check?.(graph) ?? []);
  if (unwritable.length > 0) {
    report(unwritable);
    return undefined;
  }
  const given = await weightsOf(job, read, context);
  const earlier = await earlierOf(job, source);
  const project = options.project ?? earlier?.project ?? false;
  const known = await knownClasses(module.datas, dirname(resolve(file)));
  return codeBuild(target, {
    ...{ source, answers, imports, model, train, version: packageJson.version },
    tfjs: options.tfjs ?? earlier?.tfjs,
    project,
    classes: { ...known, ...given.classes },
    ...(project && { models: concreteModels(job, read, built, given) }),
    ...(given.bytes && { others: new Map([['weights.safetensors', given.bytes]]) }),
  });
}

/** The models with known sizes: that of the weights as it is trained, open ones for a picture as a project's test makes it. */
function concreteModels(
  { options }: CodeJob,
  { source }: ReadModule,
  built: readonly Graph[],
  given: Given,
): readonly BuiltModel[] {
  return built.flatMap((graph): readonly BuiltModel[] => {
    if (graph.name === given.model?.graph.name) return [given.model];
    if (isConcrete(graph)) return [{ graph }];
    if (source === undefined || options.size !== undefined) return [];
    const sizes = Object.fromEntries(graph.symbols.map((symbol) => [symbol, openSize]));
    const sized = compileRead(source, { sizes: { [graph.name]: sizes } }).module?.models;
    const found = sized?.find(({ name }) => name === graph.name);
    return found !== undefined && isConcrete(found) ? [{ graph: found }] : [];
  });
}

/** What a training of the code does not do of a data block. */
function leftOut({ name: target, leavesOut = [] }: CodeTarget, data: DataSpec): readonly Diagnostic[] {
  const { name, augment, balance } = data;
  const kinds = new Set(augment.map(({ kind }) => kind));
  const isSaid = {
    augment: augment.length > 0,
    balance: balance !== 'none',
    MixUp: kinds.has('MixUp'),
    CutMix: kinds.has('CutMix'),
  };
  const steps = leavesOut.filter((step) => isSaid[step]);
  return steps.length === 0 ? [] : [runtimeMessages.dataLeftOut(name, steps, target)];
}

/** The metrics of a train block that a training of the code does not tell. */
function metricsLeftOut({ name: target, hasMetric }: CodeTarget, train: TrainSpec): readonly Diagnostic[] {
  const metrics = train.phases.flatMap(({ objectives }) => objectives).flatMap((each) => each.metrics);
  const names = new Set(metrics.filter((metric) => !hasMetric(metric)).map(({ name }) => name));
  return names.size === 0 ? [] : [runtimeMessages.metricsLeftOut(train.name, [...names], target)];
}

/** The phases of a train block whose best weights a training of the code does not keep. */
function bestLeftOut({ name: target, keepsBest }: CodeTarget, train: TrainSpec): readonly Diagnostic[] {
  const phases = train.phases.filter((phase) => phase.monitor !== undefined && !keepsBest(phase));
  const names = phases.map(({ name }) => name);
  return names.length === 0 ? [] : [runtimeMessages.bestLeftOut(train.name, names, target)];
}

/** The fields and phases of a train block that a training of the code cannot have. */
const lackingIn = (
  { name: target, lacks }: CodeTarget,
  { name: train, graph, phases, data }: TrainSpec,
): readonly Diagnostic[] => [
  ...data.fields
    .filter(({ type }) => !isInCode(type.kind))
    .map((field) => runtimeMessages.fieldsNotInCode(train, graph.name, field, field.type.kind, target)),
  ...phases.flatMap((phase) => {
    const parts = lacks(phase);
    if (parts.length === 0) return [];
    return [runtimeMessages.trainingLacks({ phase, train, parts, target, model: graph.name })];
  }),
];

/** What was chosen when the same spec was written here before: it stays chosen. */
async function earlierOf({ out, target }: CodeJob, { name }: Source): Promise<Made | undefined> {
  const earlier = await readRecord(out);
  const isSame = earlier?.target === target.name && earlier.made?.source === basename(name);
  return isSame ? earlier.made : undefined;
}

/** The file with the sizes that `--size` gives to the model that is meant. */
function withSizes({ read, options, file }: CodeJob): ReadModule {
  const { source, module } = read;
  if (options.size === undefined || source === undefined || module === undefined) return read;
  const open = module.models.filter((graph) => !isConcrete(graph));
  const [only] = open;
  if (only === undefined) {
    throw new UsageError(`\`${file}\` has no open sizes (\`?h\`): every size is known; leave out \`--size\``);
  }
  const named = module.openTrains.find(({ name }) => name === options.train)?.model ?? options.model;
  const graph: Graph = named === undefined && open.length === 1 ? only : chooseModel(open, named, file);
  return resized(source, graph, options.size);
}

const resized = (source: Source, graph: Graph, sizes: readonly string[]): ReadModule =>
  compileRead(source, { sizes: { [graph.name]: assignSizes(graph, sizes) } });

interface Given {
  readonly bytes?: Uint8Array;
  /** The model that the weights are of. */
  readonly model?: BuiltModel;
  readonly classes: Readonly<Record<string, readonly string[]>>;
}

/** The weights of `--weights`, as a file that the code loads, and what a run calls its classes. */
async function weightsOf(
  { options, read, file, report }: CodeJob,
  { module = read.module }: ReadModule,
  context: Context,
): Promise<Given> {
  const { weights = [], model, train, json = false } = options;
  if (weights.length === 0 || module === undefined) return { classes: {} };
  const trained = model === undefined && module.trains.length > 0;
  const graph = trained
    ? chooseTrain(
        module.trains.map(({ spec }) => spec),
        train,
        file,
      ).graph
    : chooseModel(module.models, model, file);
  if (!isConcrete(graph)) {
    throw usage('weights are of a model whose sizes are known', 'give `--size`, or leave out `--weights`');
  }
  const sets = graph.weightSources.flatMap(({ origin }) => (origin.kind === 'set' ? [origin.name] : []));
  const { run, files } = givenWeights(weights, sets, graph.name, existsSync);
  const variables = [...graphVariables(graph).values()];
  const places = { cache: weightCache(process.env), files, observe: showDownloads(context) };
  const loaded = run === undefined ? await loadWeights(graph, places) : undefined;
  const taken = await readWeights(variables, run, 0, {
    layers: graph.layers,
    ...(loaded && { initial: loaded.values }),
  });
  const meaning = run === undefined ? {} : await readMeaning(run);
  const warnings = [
    ...(loaded?.warnings ?? []),
    ...(run === undefined ? [] : warnOfWeights(run, graph.name, taken)),
    ...('code' in meaning ? [meaning] : []),
  ];
  if (!json) report(warnings);
  const tensors = [...taken.values].map(([{ name, shape }, data]) => [name, { shape, data }] as const);
  const bytes = encodeSafetensors({ tensors: new Map(tensors), metadata: new Map() });
  const names = 'code' in meaning ? undefined : meaning.classes;
  const fields = module.datas.flatMap((data) =>
    data.fields.filter(({ type }) => type.kind === 'class' || type.kind === 'classes'),
  );
  return {
    bytes,
    model: { graph, weights: new Map([...taken.values].map(([{ name }, data]) => [name, data])) },
    classes: names === undefined ? {} : Object.fromEntries(fields.map(({ name }) => [name, names])),
  };
}

/** What stands in the folder where the build would write something else; 1 where anything does. */
async function tellDrift(
  out: string,
  build: CodeBuild,
  { json = false }: BuildOptions,
  context: Context,
): Promise<ExitCode> {
  const drift = await driftOf(out, build);
  if (json) {
    const drifted = drift.map(({ path }) => path);
    context.out(toJson({ out, ...build.record, drift: drifted }));
  } else {
    for (const { path, found, made } of drift) {
      context.out(`--- ${displayText(path)}${found === undefined ? ' (not there)' : ''}\n`);
      context.out(`+++ ${displayText(path)}${made === undefined ? ' (not made any more)' : ''}\n`);
      const lines = path === 'weights.safetensors' ? 'other weights' : lineDiff(found ?? '', made ?? '');
      context.out(`${lines.split('\n').map(displayText).join('\n')}\n`);
    }
  }
  return drift.length === 0 ? 0 : 1;
}
