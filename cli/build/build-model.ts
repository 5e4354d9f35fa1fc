import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { displayText } from '../../compiler/diagnostics/display-width.ts';
import { graphVariables } from '../../compiler/lower/lower-graph.ts';
import { planPhase } from '../../compiler/lower/phase-plan.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import type { BuildTarget } from '../../runtime/build/build-targets.ts';
import { describeBuild } from '../../runtime/build/describe-build.ts';
import { makeBuild } from '../../runtime/build/make-build.ts';
import { readMeaning } from '../../runtime/build/read-meaning.ts';
import { readWeights, warnOfWeights } from '../../runtime/build/read-weights.ts';
import { toldByBuild } from '../../runtime/build/told-by-build.ts';
import { dataDirectories, folderInData } from '../../runtime/data/data-directories.ts';
import { RunError } from '../../runtime/run-error.ts';
import { compileRead, readAndCompile, type ReadModule } from '../../runtime/spec/read-and-compile.ts';
import { weighWeights } from '../../runtime/spec/weigh-weights.ts';
import { weightCache } from '../../runtime/weights/sources/fetch-set.ts';
import { loadWeights } from '../../runtime/weights/sources/load-weights.ts';
import type { Context, ExitCode } from '../command.ts';
import { toJson } from '../diagnostics-json.ts';
import { numberOf } from '../run/options.ts';
import { showDownloads } from '../show-downloads.ts';
import { tell } from '../tell.ts';
import type { BuildOptions } from './build-options.ts';
import { chooseSubject, type Resize, type Subject } from './choose-subject.ts';
import { givenWeights, type GivenWeights } from './given-weights.ts';

/** What a build of a model is of, and where it goes. */
export interface ModelJob {
  readonly target: BuildTarget;
  readonly file: string;
  readonly out: string;
  readonly options: BuildOptions;
  readonly report: (diagnostics: readonly Diagnostic[]) => void;
}

/** Writes a model for others to run. */
export async function buildModel(job: ModelJob, context: Context): Promise<ExitCode> {
  const { file, out, options, report } = job;
  const seed = options.seed === undefined ? 0 : numberOf('seed', options.seed);
  const read = await readAndCompile(file, context.input);
  const { source, module, diagnostics } = read;
  if (module === undefined || source === undefined) {
    report(diagnostics);
    return 1;
  }
  const refused = await folderInData(out, dataDirectories(module.datas, dirname(resolve(file))), '-o');
  if (refused !== undefined) {
    report([refused]);
    return 1;
  }
  const resize: Resize = (model, numbers) => {
    const resized = compileRead(source, { sizes: { [model]: numbers } });
    if (resized.module === undefined) report(resized.diagnostics);
    return resized.module;
  };
  const subject = chooseSubject(module, options, file, resize);
  if (subject === undefined) return 1;
  const weights = weightsFor(subject, options);
  const weighed = weighWeights(diagnostics, weights.run === undefined ? subject.graph.weightSources : []);
  const told = toldByBuild(weighed, subject.phases.length > 0);
  const failed = told.some(({ severity }) => severity === 'error');
  if (options.json !== true || failed) report(told);
  if (failed) return 1;
  try {
    return await write(job, { read, seed, subject, weights }, context);
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    report(error.diagnostics);
    return 1;
  }
}

function weightsFor({ graph }: Subject, { weights = [] }: BuildOptions): GivenWeights {
  const sets = graph.weightSources.flatMap(({ origin }) => (origin.kind === 'set' ? [origin.name] : []));
  return givenWeights(weights, sets, graph.name, existsSync);
}

interface Order {
  readonly read: ReadModule;
  readonly seed: number;
  readonly subject: Subject;
  readonly weights: GivenWeights;
}

async function write(
  { target, file, out, options: { force = false, json = false, withPrepare = false, tfjs } }: ModelJob,
  { read, seed, subject, weights: { run, files: setFiles } }: Order,
  context: Context,
): Promise<ExitCode> {
  const { graph, phases } = subject;
  const own = graphVariables(graph);
  const built = phases.map((phase) => ({
    name: phase.name,
    batch: phase.batch,
    programs: planPhase(graph, phase, { weights: own }).programs,
  }));
  const variables = new Set([...own.values(), ...built.flatMap(({ programs }) => programs.variables)]);
  const places = { cache: weightCache(process.env), files: setFiles, observe: showDownloads(context) };
  const loaded = run === undefined ? await loadWeights(graph, places) : undefined;
  for (const line of loaded?.told ?? []) if (!json) context.err(`  weights ${line}\n`);
  const model = { layers: graph.layers, ...(loaded && { initial: loaded.values }) };
  const taken = await readWeights([...variables], run, seed, model);
  const meaning = run === undefined ? {} : await readMeaning(run);
  const warnings = [
    ...(loaded?.warnings ?? []),
    ...(run === undefined ? [] : warnOfWeights(run, graph.name, taken)),
    ...('code' in meaning ? [meaning] : []),
  ];
  if (!json) tell(warnings, context);
  const { version } = packageJson;
  const parts = { target, graph, variables: own, phases: built, values: taken.values, feed: subject.feed };
  const about = await describeBuild({ ...subject, ...read, version, base: dirname(resolve(file)) }, meaning);
  const record = await makeBuild({ ...parts, withPrepare, version, tfjs }, about, out, force);
  if (json) context.out(toJson({ out, ...record }));
  else context.out(`${displayText(out)}: ${graph.name} for ${target.name}: ${record.files.join(', ')}\n`);
  return 0;
}
